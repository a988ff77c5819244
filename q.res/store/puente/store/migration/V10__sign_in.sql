-- In which role somebody decided, where that was known. It does not travel, so what a channel's entry tells has none.
alter table decision add column role text not null default '' collate "C";
alter table decision add column strength text not null default '' collate "C";

-- Who is signed in. What a browser holds is never stored: its digest is.
create table session (
    id       text primary key collate "C",   -- SHA-256 of the cookie's value
    account  text not null collate "C",      -- issuer and subject, or the demonstration's role
    name     text not null,
    agency   text not null collate "C",
    role     text not null collate "C",
    officer  text not null,
    strength text not null collate "C",
    began    timestamptz not null,
    seen     timestamptz not null,
    until    timestamptz not null
);
create index session_account on session (account);
create index session_until on session (until);

-- Sign-ins on their way through the provider; each is taken once.
create table sign_in (
    state       text primary key collate "C",  -- SHA-256 of the state
    browser     text not null collate "C",     -- SHA-256 of the cookie that binds it to one browser
    nonce       text not null collate "C",
    verifier    text not null collate "C",
    destination text not null,
    until       timestamptz not null
);
create index sign_in_until on sign_in (until);

-- Programs that may use the API: by a bearer token or by a client certificate.
create table client (
    id       text primary key collate "C",
    name     text not null,
    proof    text not null collate "C" check (proof in ('token', 'certificate')),
    digest   text not null unique collate "C",  -- SHA-256 of the token, or of the certificate
    agency   text not null collate "C",
    scopes   text[] not null,
    made_by  text not null,
    made     timestamptz not null,
    until    timestamptz not null,
    used     timestamptz,
    revoked  timestamptz
);
