-- STIX objects in TAXII collections (puente.store.StixObjectStore). A row holds an object whole, or stands for a version of a record,
-- whose content stays where it is: what is purged there is gone here.
create table stix_object (
    seq        bigint generated always as identity,
    collection text not null collate "C",
    added      timestamptz not null,          -- never earlier than what was committed to the collection before
    id         text not null collate "C",
    type       text not null collate "C",
    version    text not null collate "C",     -- normal form; sorts as time does
    earliest   boolean not null,              -- of its id in its collection
    latest     boolean not null,
    created    timestamptz,                   -- of a record: when its first version was made
    record     bigint references record (seq) on delete cascade,
    body       bytea,                         -- canonical JSON; null where record is not
    primary key (collection, added, seq)
);

create unique index stix_object_version on stix_object (collection, id, version);
create index stix_object_type on stix_object (collection, type, added, seq);
create index stix_object_record on stix_object (record) where record is not null;
alter table stix_object alter column body set statistics 0;
alter table stix_object alter column body set storage external;

-- What became of objects that a client added.
create table stix_status (
    id      uuid primary key,
    account text not null collate "C",
    at      timestamptz not null,
    body    bytea not null
);
create index stix_status_at on stix_status (at);
