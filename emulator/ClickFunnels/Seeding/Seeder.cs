using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Fills a store with what every account has: a team, a workspace, tags, courses and a form.</summary>
internal sealed class Seeder(RecordStore store, TimeProvider clock)
{
    private const int CommitEvery = 10_000;

    private static readonly string[] FirstNames =
    [
        "Ada",
        "Ben",
        "Chiara",
        "Dmitri",
        "Elif",
        "Farid",
        "Grace",
        "Hiro",
        "Ines",
        "Jamal",
        "Kaya",
    ];
    private static readonly string[] LastNames =
    [
        "Adler",
        "Brandt",
        "Castillo",
        "Dubois",
        "Eriksen",
        "Fontana",
        "Garcia",
        "Haddad",
        "Ito",
        "Jansen",
        "Kowalski",
        "Lindgren",
        "Moreau",
    ];

    private readonly DateTimeOffset _now = clock.GetUtcNow();

    public void Seed(WorkspaceSeed seed)
    {
        var team = store.Of("Team").FirstOrDefault(one => one.Text("name") == seed.Team) ?? AddTeam(seed.Team);
        var id = store.TakeId();
        var workspace = new JsonObject
        {
            ["name"] = seed.Subdomain,
            ["subdomain"] = seed.Subdomain,
            ["team_id"] = team.Id,
        };
        StoredSettings.Write(workspace, seed.Settings);
        store.Insert("Workspace", id, team.Id, id, Dated(workspace));
        // Tags have unique names, so these are ones that a test is unlikely to create.
        var tags = new[] { ("Repeat buyer", "#2D7FF9"), ("Newsletter reader", "#20C933"), ("Webinar guest", "#FCB400") }
            .Select(tag => Add("ContactTag", team.Id, id, new JsonObject { ["name"] = tag.Item1, ["color"] = tag.Item2 }))
            .ToList();
        foreach (var title in (string[])["Getting Started", "Advanced Funnels"])
        {
            Add(
                "Course",
                team.Id,
                id,
                new JsonObject
                {
                    ["title"] = title,
                    ["published_at"] = WireText.Time(_now),
                    ["comments_enabled"] = false,
                }
            );
        }

        var form = Add("Form", team.Id, id, new JsonObject { ["name"] = "Contact us" });

        if (seed.DefaultContact)
        {
            Add("Contact", team.Id, id, Contact("Default", "Contact", $"owner@{seed.Subdomain}.example.com", true));
        }

        for (var index = 0; index < seed.Contacts; index++)
        {
            AddContact(team.Id, id, index, seed.Contacts, tags[index / 3 % tags.Count]);
            if (index % CommitEvery == CommitEvery - 1)
            {
                store.Commit();
            }
        }

        foreach (var contact in store.Of("Contact").Where(contact => contact.WorkspaceId == id).Take(3).ToList())
        {
            Add("FormSubmission", team.Id, id, new JsonObject { ["form_id"] = form.Id, ["contact_id"] = contact.Id });
        }

        new AccountSeeder(store, Add, _now).Seed(team.Id, id, seed);
    }

    private Record AddTeam(string name)
    {
        var id = store.TakeId();
        var team = new JsonObject
        {
            ["name"] = name,
            ["locale"] = "en",
            ["time_zone"] = "Eastern Time (US & Canada)",
        };
        return store.Insert("Team", id, id, null, Dated(team));
    }

    // The first contacts came first; every third has a tag.
    private void AddContact(long teamId, long workspaceId, int index, int count, Record tag)
    {
        var first = FirstNames[index % FirstNames.Length];
        var last = LastNames[index % LastNames.Length];
        var email = string.Create(CultureInfo.InvariantCulture, $"{first}.{last}.{index + 1}@example.com").ToLowerInvariant();
        var time = WireText.Time(_now.AddMinutes(index - count));
        var fields = Contact(first, last, email, false);
        fields["phone_number"] = $"+1555{index % 10_000_000:0000000}";
        fields["created_at"] = time;
        fields["updated_at"] = time;
        if (index % 3 == 0)
        {
            fields["tag_ids"] = new JsonArray(tag.Id);
            fields["tags"] = new JsonArray(ContactBehavior.Reference(tag, time));
        }

        Add("Contact", teamId, workspaceId, fields);
    }

    private static JsonObject Contact(string first, string last, string email, bool isDefault) =>
        new()
        {
            ["first_name"] = first,
            ["last_name"] = last,
            ["email_address"] = email,
            ["is_active"] = true,
            ["is_default"] = isDefault,
            ["custom_attributes"] = new JsonObject(),
            ["tag_ids"] = new JsonArray(),
            ["tags"] = new JsonArray(),
        };

    private Record Add(string resource, long teamId, long workspaceId, JsonObject fields)
    {
        var record = store.Insert(resource, teamId, workspaceId, Dated(fields));
        if (resource == "Contact")
        {
            record.Fields["uuid"] = ContactBehavior.Uuid(record.Id);
        }

        return record;
    }

    private JsonObject Dated(JsonObject fields)
    {
        fields.TryAdd("created_at", WireText.Time(_now));
        fields.TryAdd("updated_at", WireText.Time(_now));
        return fields;
    }
}
