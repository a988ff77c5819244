-- Wishes to read that wait for a second officer, or that one has approved (puente.store.ReadWishStore).
create table read_wish (
    id          uuid primary key,
    record      uuid not null,
    channel     text not null collate "C",
    reader      text not null collate "C",
    officer     text not null,
    purpose     text not null collate "C",
    at          timestamptz not null,      -- when it was stated, or approved
    approved_by text                       -- the second officer; null while it waits
);
