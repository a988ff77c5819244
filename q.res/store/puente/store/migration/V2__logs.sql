-- Logs: tiles and checkpoints of the journal and of channels; what the witness last signed.
create table log (
    id         integer generated always as identity primary key,
    name       text not null unique,
    size       bigint not null default 0,
    checkpoint bytea
);

-- A tile that grows gains rows: each holds what lies beyond the width before it. No row is ever updated.
create table tile (
    log   integer not null,
    level smallint not null,       -- -1: entry bundles
    index bigint not null,
    start smallint not null,       -- the width before this piece
    bytes bytea not null,
    primary key (log, level, index, start)
);

alter table tile alter column bytes set storage external;
alter table tile alter column bytes set statistics 0;

create table witnessed (
    origin text primary key,
    size   bigint not null,
    root   bytea not null,
    note   bytea not null
);
