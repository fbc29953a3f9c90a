// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/office.h"
#include "platform/http/router.h"
#include "reports/pack/pack.h"
#include "stage/ceremony/papers.h"
#include "stage/decision/meeting.h"
#include "stage/dossier/dossier.h"
#include "stage/envelope/envelope.h"

namespace ketnap::app {

/// What handlers look things up in; outlives the route table.
struct Books {
    explicit Books(const Shipped& shipped);
    dossier::Book dossiers;
    decision::Desk decisions;
    ceremony::Print ceremonies;
};

/// What packs are made with, and where they wait to be fetched.
reports::PackDesk pack_desk(const Office& office, const Books& books);
/// What the envelope of a dossier is kept with.
envelope::Desk envelope_desk(Office& office, const Books& books);

/// Fills the route table with every slice's routes; the only place that knows them all.
void add_all_routes(http::Router& router, Office& office, const Books& books);
/// Kinds of job and who does them; before jobs().start().
void add_all_jobs(Office& office, const Books& books);
/// The one shape of an error answer, in the reader's language.
http::ErrorBody error_body(const messages::Catalogue& catalogue);

}  // namespace ketnap::app
