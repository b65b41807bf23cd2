using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>A bulk action on contacts, which are chosen in one of four ways.</summary>
internal abstract class ContactActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    private static readonly string[] Selections = ["stable_id", "stored_filter_id", "filter_id", "target_ids", "target_all"];

    [Behavior(
        "Exactly one of stable_id, stored_filter_id, target_ids and target_all chooses the contacts, else 422",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    [Behavior(
        "The response names the filter: a stable_id is kept as a saved filter, and resolved when the action runs",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    [Behavior(
        "Targets are named by public or numeric ids; responses show numbers",
        Evidence.Documented,
        "published spec 2026-08, contact actions"
    )]
    protected override void Choose(Call call, JsonObject draft)
    {
        var chosen = Selections.Count(name => IsChosen(call.Sent[name]));
        if (chosen != 1)
        {
            throw ApiProblem.Unprocessable("Exactly one of stable_id, stored_filter_id, target_ids or target_all must be given");
        }

        Record? filter = null;
        if (Sent(call, "stable_id") is { } token)
        {
            filter = SavedFilters.Keep(call, token);
        }
        else if (Sent(call, "stored_filter_id") is { } id)
        {
            filter = SavedFilters.Find(call, id, "ContactsFilter");
        }
        else if (Sent(call, "filter_id") is { } alias)
        {
            filter = SavedFilters.Find(call, alias, "ContactsFilter");
        }

        draft["filter_id"] = filter?.Id;
        draft.Remove("stable_id");
        draft.Remove("stored_filter_id");
        RequireKnown(call, draft, "target_ids", "Contact");
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
    }

    protected override IEnumerable<Record> Targets(Call call, Record action)
    {
        var contacts = call.InWorkspace("Contact").Where(contact => !contact.IsRedacted);
        if (action.Number("filter_id") is { } filter)
        {
            return Store.Find("RefineFilter", filter) is { } saved
                ? contacts.Where(contact => SavedFilters.Accepts(saved, contact, call.Time))
                : [];
        }

        return action.Flag("target_all") ? contacts : action.Numbers("target_ids").Select(id => Store.Find("Contact", id)).OfType<Record>();
    }

    private static string? Sent(Call call, string name) => call.Sent[name] is JsonValue value && IsChosen(value) ? value.ToString() : null;

    private static bool IsChosen(JsonNode? value) =>
        value switch
        {
            JsonArray items => items.Count > 0,
            JsonValue one => one.ToString() is not ("" or "false"),
            _ => false,
        };
}
