-- A figure as it stood on a date is a sum over what was stated until then. When a version was recorded stands beside it, and a version that
-- another one supersedes is kept apart, so that sums of today need no further test.
alter table observation add column recorded_at timestamptz;

update observation o
set recorded_at = (convert_from(r.body, 'UTF8')::jsonb ->> 'recordedAt')::timestamptz
from record r
where r.id = o.id and r.origin = o.origin and r.version = o.version;

alter table observation alter column recorded_at set not null;

create table observation_past (like observation);

create index observation_past_find on observation_past (indicator, area, from_day);
create index observation_past_record on observation_past using hash (id);

insert into observation_past (id, version, origin, indicator, area, period, calendar, from_day, to_day, value, unit, dimensions, purposes, open, recorded_at)
select r.id, r.version, r.origin, f ->> 'indicator', coalesce(f -> 'area' ->> 'area', f ->> 'area', ''), f ->> 'period',
       coalesce(f ->> 'calendar', 'calendar'), r.from_day, r.to_day, (f -> 'value' ->> 'value')::numeric, coalesce(f -> 'value' ->> 'unit', ''),
       array(select jsonb_array_elements_text(coalesce(f -> 'dimensions', '[]'))),
       case when r.origin = 0 then null else array(select jsonb_array_elements_text(h -> 'purposes')) end,
       h ->> 'tlp' = 'CLEAR' and h -> 'codes' = '[]' and h -> 'originatorConsent' = 'false' and not h ? 'retainUntil',
       (b ->> 'recordedAt')::timestamptz
from record r,
     lateral (select convert_from(r.body, 'UTF8')::jsonb as b) body,
     lateral (select b -> 'fields' as f, b -> 'handling' as h) parts
where r.kind = 'observation' and r.superseded <> 9223372036854775807
  and r.from_day is not null and r.to_day is not null
  and f ? 'indicator' and f ? 'period' and f -> 'value' ->> 'value' is not null;
