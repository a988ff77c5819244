-- A record's id is only ever asked for as itself, never in an order, and ids are random: in a tree each new one lands on a page of
-- its own. A hash index takes it in for half of that.
drop index disclosure_record;
create index disclosure_record on disclosure using hash (record);

-- That a version has one row is said by the record's own index: an observation's is written in the same transaction.
alter table observation drop constraint observation_pkey;
create index observation_record on observation using hash (id);

-- What speaks of subjects is looked through in the order in which it came; observations, which are most of a node's records, are not
-- walked over for it.
create index record_of_subject on record (seq) where kind in ('person', 'organization', 'vehicle', 'firearm');
