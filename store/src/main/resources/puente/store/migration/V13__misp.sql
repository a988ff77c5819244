-- MISP events of this node (puente.store.MispEventStore), kept whole beside the records that they state.
create table misp_event (
    id      bigint generated always as identity primary key,
    uuid    uuid not null unique,
    agency  text not null collate "C",   -- for whom it was added
    changed timestamptz not null,
    records uuid[] not null,             -- own records that it states; purged with any of them
    body    bytea not null               -- canonical JSON
);
create index misp_event_records on misp_event using gin (records);
