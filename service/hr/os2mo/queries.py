"""Everything that OS2mo is asked for, in its GraphQL: what isn't named here, Tværs never gets.

No query has a person's number (`cpr_number`), addresses, user names or the kind and length of a leave. The
version stands in the address, so that OS2mo answers in the same way when it gets a newer one; tests run every
query against the schema of that version.

Without a filter OS2mo tells what is in force today: an engagement that begins later comes on its first day.
"""

VERSION = 29
"""Of OS2mo's GraphQL; version 30 is alike but for a filter, and no query here has one of those."""

ORG_UNITS = """
query OrgUnits($limit: int!, $cursor: Cursor) {
  page: org_units(limit: $limit, cursor: $cursor) {
    objects {
      uuid
      current {
        name
        parent_response { uuid }
        kles_response {
          objects {
            current {
              kle_number_response { current { user_key } }
              kle_aspects_response { objects { current { name } } }
            }
          }
        }
        managers_response {
          objects {
            uuid
            current {
              person_response { uuid }
              responsibilities_response { objects { current { name } } }
              validity { from }
            }
          }
        }
      }
    }
    page_info { next_cursor }
  }
}
"""

ENGAGEMENTS = """
query Engagements($limit: int!, $cursor: Cursor) {
  page: engagements(limit: $limit, cursor: $cursor) {
    objects {
      uuid
      current {
        is_primary
        fraction
        job_function_response { current { name } }
        org_unit_response { uuid }
        person_response { uuid current { name nickname } }
        leave_response { current { uuid } }
        validity { from }
      }
    }
    page_info { next_cursor }
  }
}
"""

DECLARE_LISTENER = """
mutation DeclareListener($user_key: String!, $routing_key: String!) {
  event_listener_declare(input: { user_key: $user_key, routing_key: $routing_key }) { uuid }
}
"""

FETCH_EVENT = """
query FetchEvent($listener: UUID!) {
  event_fetch(filter: { listener: $listener }) { token }
}
"""

ACKNOWLEDGE_EVENT = """
mutation AcknowledgeEvent($token: EventToken!) {
  event_acknowledge(input: { token: $token })
}
"""
