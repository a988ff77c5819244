-- Records, and what finds them.

-- Text: accents are folded and words are split before text comes here (puente.store.Folding), so that both languages see the
-- same plain words; a record may be in either language, so both stems are kept.
create text search configuration puente_es (copy = pg_catalog.spanish);
create text search configuration puente_en (copy = pg_catalog.english);

create function puente_words(words text) returns tsvector
    language sql immutable parallel safe
    return strip(to_tsvector('puente_es'::regconfig, words) || to_tsvector('puente_en'::regconfig, words));

-- Drawn once for each database: terms are hashed with it, so that an index tells nothing about what was purged from it.
create table secret (
    name  text primary key,
    value bytea not null
);

create table origin (
    id      smallint generated always as identity primary key, -- 0 is this node itself and has no row
    channel text not null unique
);

create sequence record_sequence;

create table record (
    seq          bigint not null default nextval('record_sequence') primary key,
    superseded   bigint not null default 9223372036854775807, -- the seq of the next version
    id           uuid not null,
    version      integer not null,
    origin       smallint not null,
    kind         text not null collate "C",
    retain_until date,
    from_day     date,
    to_day       date,
    lat          double precision,
    lon          double precision,
    terms        bigint[] not null,                            -- puente.store.Terms
    words        text collate "C",                             -- folded; null where there are none
    body         bytea not null                                -- canonical JSON
);

create unique index record_identity on record (id, version, origin);
create index record_find on record using gin (terms, puente_words(words)) with (fastupdate = on);
create index record_retain on record (retain_until) where retain_until is not null;

alter table record alter column body set statistics 0;
alter table record alter column words set statistics 0;
alter table record alter column id set statistics 0;
alter table record alter column terms set statistics 300;
alter table record alter column body set storage external;

-- What an observation says, by row: only the newest version of each, so that sums need no further test.
create table observation (
    id         uuid not null,
    version    integer not null,
    origin     smallint not null,
    indicator  text not null collate "C",
    area       text not null collate "C",
    period     text not null collate "C",
    calendar   text not null collate "C",
    from_day   date not null,
    to_day     date not null,
    value      numeric not null,
    unit       text not null collate "C",
    dimensions text[] not null,
    purposes   text[],                                         -- null: our own, readable for every purpose
    primary key (id, origin, version)
);

create index observation_find on observation (indicator, area, from_day);

-- Salted digests of what was purged, so that a restored backup does not bring it back.
create table purged (
    digest    bytea primary key,
    purged_at timestamptz not null default now()
);

-- Tables that hold the remains of purged rows until they are rewritten.
create table remains (
    relation text primary key,
    since    timestamptz not null default now()
);
