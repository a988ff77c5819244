-- What was disclosed onward, by this party, of another party's records: only that can be orphaned by a withdrawal, and it is looked
-- for every second, so it must not cost a walk through all that was ever disclosed.
create index disclosure_reshared on disclosure (log, entry)
    where ended_by is null and not incoming and split_part(agency, '/', 1) <> split_part(actor, '/', 1);
drop index disclosure_gone;
