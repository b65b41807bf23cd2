using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Keeps the tags of contacts and orders and the records of their application the same.</summary>
internal static class ContactTags
{
    public static void Add(Call call, Record contact, Record tag)
    {
        if (contact.Numbers("tag_ids").Contains(tag.Id))
        {
            return;
        }

        var fields = call.Edit(contact);
        List(fields, "tag_ids").Add((JsonNode?)tag.Id);
        List(fields, "tags").Add((JsonNode?)ContactBehavior.Reference(tag, call.Now));
        Sync(call, contact);
    }

    public static void Remove(Call call, Record contact, long tag)
    {
        if (!contact.Numbers("tag_ids").Contains(tag))
        {
            return;
        }

        var fields = call.Edit(contact);
        fields["tag_ids"] = new JsonArray([.. contact.Numbers("tag_ids").Where(id => id != tag).Select(id => (JsonNode)id)]);
        fields["tags"] = new JsonArray([
            .. (fields["tags"] as JsonArray ?? []).Where(one => one!["id"]!.GetValue<long>() != tag).Select(one => one!.DeepClone()),
        ]);
        Sync(call, contact);
    }

    /// <summary>Creates and removes applied tags so that they match those of the contact.</summary>
    public static void Sync(Call call, Record contact)
    {
        var applied = Applied(call.Store, "ContactAppliedTag", "contact_id", contact.Id).ToList();
        var ids = contact.Numbers("tag_ids").ToList();
        foreach (var gone in applied.Where(one => !ids.Contains(one.Number("tag_id")!.Value)))
        {
            call.Store.Remove(gone);
        }

        foreach (var id in ids.Except(applied.Select(one => one.Number("tag_id")!.Value)))
        {
            call.Insert("ContactAppliedTag", new JsonObject { ["contact_id"] = contact.Id, ["tag_id"] = id });
        }
    }

    public static IEnumerable<Record> Applied(RecordStore store, string resource, string owner, long id) =>
        store.Of(resource).Where(one => one.Number(owner) == id);

    private static JsonArray List(JsonObject fields, string name)
    {
        if (fields[name] is not JsonArray list)
        {
            fields[name] = list = [];
        }

        return list;
    }
}
