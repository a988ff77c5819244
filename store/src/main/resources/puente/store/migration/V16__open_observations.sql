-- Whether everybody may see what an observation says: TLP:CLEAR, no handling code, no originator's consent, no last day. Only of
-- these are the public pages' figures made. A record's body is canonical JSON, in which a quotation mark inside a text is escaped.
alter table observation add column open boolean not null default false;

update observation o
set open = true
from record r
where r.id = o.id and r.origin = o.origin and r.version = o.version
  and position('"tlp":"CLEAR"'::bytea in r.body) > 0
  and position('"codes":[]'::bytea in r.body) > 0
  and position('"originatorConsent":false'::bytea in r.body) > 0
  and position('"retainUntil":'::bytea in r.body) = 0;
