-- Later versions are few: by this index an insertion learns at no cost whether what it brings is superseded already.
create index record_later on record (origin, id, version) where version > 1;

-- Where the number of ids is unknown, the planner takes it for 200 and reads the whole table to find some hundred records.
alter table record alter column id set statistics 1;
alter table record alter column id set (n_distinct = -1);
alter table observation alter column id set (n_distinct = -1);
