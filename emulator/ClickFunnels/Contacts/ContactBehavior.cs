using System.Text;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Contacts of a workspace.</summary>
[Resource("Contact")]
internal sealed class ContactBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createContacts")]
    [Behavior(
        "A second contact with an e-mail address of the workspace returns 422",
        Evidence.Assumed,
        "published: to update an existing contact, upsert"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        CheckEmail(call, draft, null);
        draft["custom_attributes"] = CustomAttributes(call, draft["custom_attributes"] as JsonObject);
        SetTags(call, draft, []);
        Default(draft, ("is_active", true));
    }

    [Operation("updateContacts")]
    public override void Updated(Call call, Record record) => ContactTags.Sync(call, record);

    [Operation("gdpr_destroyContacts")]
    [Behavior(
        "gdpr_destroy takes the personal data away; the contact goes from the lists",
        Evidence.Documented,
        "published spec 2026-06, contacts"
    )]
    [Behavior("The contact can still be read, without its data", Evidence.Assumed, "not published")]
    public static OperationResult? Redact(Call call, Record? member)
    {
        var fields = call.Edit(member!);
        foreach (
            var name in (string[])
                [
                    "email_address",
                    "first_name",
                    "last_name",
                    "phone_number",
                    "time_zone",
                    "fb_url",
                    "twitter_url",
                    "instagram_url",
                    "linkedin_url",
                    "website_url",
                ]
        )
        {
            fields[name] = null;
        }

        fields["custom_attributes"] = new JsonObject();
        fields["tag_ids"] = new JsonArray();
        fields["tags"] = new JsonArray();
        fields["is_active"] = false;
        fields["gdpr_redacted"] = true;
        ContactTags.Sync(call, member!);
        return new OperationResult(null);
    }

    [Operation("getContacts")]
    [Behavior("Nothing is mailed, hence the times of email_engagement are null", Evidence.Assumed, "the emulator sends no mail")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "email_engagement" ? new JsonObject() : null;
        return name == "email_engagement";
    }

    [Operation("createContacts")]
    [Behavior("A contact gets a UUID", Evidence.Documented, "published spec 2025-06")]
    public override void Created(Call call, Record record)
    {
        Store.Edit(record)["uuid"] = Uuid(record.Id);
        ContactTags.Sync(call, record);
    }

    public override void Identify(Record record) => record.Fields.TryAdd("uuid", Uuid(record.Id));

    [Operation("updateContacts")]
    [Behavior("custom_attributes of an update are merged with the stored ones", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        CheckEmail(call, changes, record);
        if (changes.ContainsKey("custom_attributes"))
        {
            var merged = record.Fields["custom_attributes"]?.DeepClone() as JsonObject ?? [];
            foreach (var (key, value) in CustomAttributes(call, changes["custom_attributes"] as JsonObject))
            {
                merged[key] = value?.DeepClone();
            }

            changes["custom_attributes"] = merged;
        }

        if (changes.ContainsKey("tag_ids"))
        {
            SetTags(call, changes, record.Fields["tags"] as JsonArray ?? []);
        }
    }

    [Operation("upsertContacts")]
    [Behavior("Upsert finds the contact by its e-mail address", Evidence.Documented, "published spec 2025-06")]
    [Behavior("Upsert without an e-mail address returns 422", Evidence.Assumed, "not published")]
    public override Record? FindForUpsert(Call call, JsonObject sent)
    {
        var email = (sent["email_address"] as JsonValue)?.ToString();
        if (string.IsNullOrWhiteSpace(email))
        {
            throw ApiProblem.Unprocessable("Email address can't be blank");
        }

        return ByEmail(call, email);
    }

    [Operation("removeContacts")]
    [Behavior(
        "The default contact, contacts with enrollments and those with an active subscription cannot be deleted (422)",
        Evidence.Observed,
        "vendor skill, contacts, 2026-08; the wording is assumed"
    )]
    public override void Delete(Call call, Record record)
    {
        call.Problems.Require(!record.Flag("is_default"), "The default contact can't be deleted");
        call.Problems.Require(
            !call.InWorkspace("CourseEnrollment").Any(enrollment => enrollment.Number("contact_id") == record.Id),
            "Contact can't be deleted while it has enrollments"
        );
        call.Problems.Require(
            !call.InWorkspace("Order")
                .Any(order =>
                    order.Number("contact_id") == record.Id
                    && order.Text("order_type") == "subscription-order"
                    && order.Text("service_status") == "active"
                ),
            "Contact can't be deleted while it has an active subscription order"
        );
    }

    /// <summary>A UUID that an id always yields.</summary>
    public static string Uuid(long id) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"c11cf000-0000-4000-8000-{id:x12}");

    /// <summary>The live contact with an e-mail address, upper and lower case alike.</summary>
    public static Record? ByEmail(Call call, string email) =>
        call.InWorkspace("Contact")
            .FirstOrDefault(contact => string.Equals(contact.Text("email_address"), email.Trim(), StringComparison.OrdinalIgnoreCase));

    [Behavior("An e-mail address needs an @ between two parts", Evidence.Assumed, "the rule is not published")]
    private static void CheckEmail(Call call, JsonObject draft, Record? self)
    {
        if (Text(draft, "email_address") is not { } email)
        {
            return;
        }

        email = email.Trim();
        draft["email_address"] = email;
        var at = email.IndexOf('@', StringComparison.Ordinal);
        call.Problems.Require(at > 0 && at < email.Length - 1 && !email.Any(char.IsWhiteSpace), "Email address is invalid");
        call.Problems.Require(ByEmail(call, email) is not { } other || other == self, "Email address has already been taken");
    }

    [Behavior(
        "Keys of custom_attributes are converted to snake_case; an empty key returns 400",
        Evidence.Documented,
        "published spec 2026-06"
    )]
    [Behavior(
        "A key of custom_attributes that is a standard field is an error (422)",
        Evidence.Documented,
        "published spec 2026-06; the status is assumed"
    )]
    private static JsonObject CustomAttributes(Call call, JsonObject? sent)
    {
        var standard = call.Operation.Request!.Properties;
        var result = new JsonObject();
        foreach (var (key, value) in sent ?? [])
        {
            var name = SnakeCase(key);
            if (name.Length == 0)
            {
                throw ApiProblem.BadRequest("custom attribute keys can't be empty");
            }

            call.Problems.Require(!standard.ContainsKey(name), $"Custom attributes can't contain the standard field {name}");
            result[name] = value?.DeepClone();
        }

        return result;
    }

    internal static string SnakeCase(string key)
    {
        var text = new StringBuilder(key.Length + 8);
        foreach (var letter in key.Trim())
        {
            if (!char.IsLetterOrDigit(letter))
            {
                if (text.Length > 0 && text[^1] != '_')
                {
                    text.Append('_');
                }

                continue;
            }

            if (char.IsUpper(letter) && text.Length > 0 && char.IsLower(text[^1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString().TrimEnd('_');
    }

    [Behavior("tag_ids replaces all tags of the contact", Evidence.Documented, "published spec 2025-06")]
    [Behavior("An id that is not a tag of the workspace returns 422", Evidence.Assumed, "not published")]
    private static void SetTags(Call call, JsonObject draft, JsonArray before)
    {
        var applied = new JsonArray();
        var ids = new JsonArray();
        foreach (var id in draft.Items("tag_ids").Select(item => item.AsNumber()).Distinct())
        {
            if (call.InWorkspace("ContactTag", id) is not { } tag)
            {
                call.Problems.Add("Tag ids must exist");
                continue;
            }

            var kept = before.FirstOrDefault(item => item!["id"]!.GetValue<long>() == id);
            ids.Add((JsonNode?)id);
            applied.Add(kept?.DeepClone() ?? Reference(tag, call.Now));
        }

        draft["tag_ids"] = ids;
        draft["tags"] = applied;
    }

    /// <summary>A tag as a contact shows it.</summary>
    public static JsonObject Reference(Record tag, string appliedAt) =>
        new()
        {
            ["id"] = tag.Id,
            ["public_id"] = tag.PublicId,
            ["applied_at"] = appliedAt,
            ["color"] = tag.Text("color"),
            ["name"] = tag.Text("name"),
        };
}
