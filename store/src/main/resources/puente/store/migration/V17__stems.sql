-- A search for words reads the newest records first. Taking their text apart for it again costs more than all the rest, so that the
-- stems are kept beside it; the index had to make them anyway.
drop index record_find;
alter table record add column stems tsvector generated always as (puente_words(words)) stored;
create index record_find on record using gin (terms, stems)
    with (fastupdate = on, gin_pending_list_limit = 1024); -- kB; every search reads what is pending from end to end
