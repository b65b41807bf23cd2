using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Settings of a workspace for its e-mail, one record.</summary>
internal sealed class EmailSettingsBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Needed = ["address_one", "city", "postal_code", "country_code"];

    [Behavior("An address that is not complete answers 422", Evidence.Documented, "published spec 2026-08, email settings")]
    [Behavior("Complete is an address with street, city, postal code and country", Evidence.Assumed, "the rule is not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (changes["address"] is not JsonObject address)
        {
            return;
        }

        foreach (var name in Needed)
        {
            call.Problems.Require(
                !string.IsNullOrWhiteSpace(Text(address, name)),
                $"{RequestBodyReader.Label("Address", name)} can't be blank"
            );
        }

        address["country"] = address["country_code"]?.DeepClone();
        address["region_name"] = address["region"]?.DeepClone();
    }

    [Behavior(
        "Before the first update there is no address, and address_complete is false",
        Evidence.Documented,
        "published spec 2026-08, email settings"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "address_complete" => record.Fields["address"] is JsonObject,
            "system_emails_from_address"
            or "system_emails_reply_to_address"
            or "marketing_emails_from_address"
            or "marketing_emails_reply_to_address" => record.Number(name + "_id") is { } id ? Store.Find("EmailSenderAddress", id) : null,
            _ => null,
        };
        return name == "address_complete" || name.EndsWith("_address", StringComparison.Ordinal);
    }

    [Behavior(
        "A complete postal address is needed for broadcasts and steps that send (422)",
        Evidence.Documented,
        "published spec 2026-08, email settings"
    )]
    public static void RequireAddress(Call call) =>
        call.Problems.Require(
            call.InWorkspace("EmailSettings").Any(settings => settings.Fields["address"] is JsonObject),
            "A complete business mailing address is required"
        );
}

/// <summary>Domains that mail is sent from.</summary>
internal sealed class EmailDomainBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A malformed name and a subdomain answer 422", Evidence.Documented, "published spec 2026-08, email domains")]
    public override void Create(Call call, JsonObject draft)
    {
        var name = (Text(draft, "name") ?? "").Trim().ToLowerInvariant();
        draft["name"] = name;
        call.Problems.Require(
            Uri.CheckHostName(name) == UriHostNameType.Dns && name.Split('.') is { Length: 2 } parts && parts.All(part => part.Length > 0),
            "Name is invalid"
        );
        foreach (
            var (record, host, value) in ((string, string, string)[])
                [
                    ("dkim_record", "cf._domainkey", "v=DKIM1; k=rsa; p=emulated"),
                    ("spf_record", "@", "v=spf1 include:mail.example.com ~all"),
                    ("dmarc_record", "_dmarc", "v=DMARC1; p=none"),
                    ("return_address_record", "bounces", "bounces.mail.example.com"),
                ]
        )
        {
            draft[record] = new JsonObject
            {
                ["type"] = record == "return_address_record" ? "CNAME" : "TXT",
                ["name"] = host == "@" ? name : $"{host}.{name}",
                ["value"] = value,
                ["ttl"] = 3600,
                ["verified"] = false,
            };
        }
    }

    [Behavior("A new domain brings a no-reply address", Evidence.Documented, "published spec 2026-08, email domains")]
    public override void Created(Call call, Record record) =>
        call.Insert(
            "EmailSenderAddress",
            new JsonObject
            {
                ["email_address"] = $"no-reply@{record.Text("name")}",
                ["name"] = "No reply",
                ["is_workspace_default"] = false,
                ["emails_domain_id"] = record.Id,
            }
        );

    [Behavior(
        "Creating a domain that exists answers 200 with the record there is",
        Evidence.Documented,
        "published spec 2026-08, email domains"
    )]
    public static OperationResult? FindOrCreate(Call call, Record? member)
    {
        var name = (call.Sent["name"] as JsonValue)?.ToString().Trim();
        var known = call.InWorkspace("EmailDomain")
            .FirstOrDefault(domain => string.Equals(domain.Text("name"), name, StringComparison.OrdinalIgnoreCase));
        return known is null ? null : new OperationResult(known, 200);
    }

    [Behavior(
        "verify looks at the DNS records and answers 200 whether or not they pass",
        Evidence.Documented,
        "published spec 2026-08, email domains"
    )]
    [Behavior("In the emulator they always pass; the ownership, which no call can prove, stays open", Evidence.Assumed, "no DNS is asked")]
    public override void Act(Call call, Record record, string action)
    {
        var fields = call.Edit(record);
        foreach (
            var (name, flag) in ((string, string)[])
                [
                    ("dkim_record", "dkim_verified"),
                    ("spf_record", "spf_verified"),
                    ("dmarc_record", "dmarc_verified"),
                    ("return_address_record", "return_address_verified"),
                ]
        )
        {
            fields[flag] = true;
            if (fields[name] is JsonObject dns)
            {
                dns["verified"] = true;
            }
        }
    }

    [Behavior(
        "verified is the transport, ready_for_sending needs the ownership as well",
        Evidence.Documented,
        "published spec 2026-08, email domains"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        var verified = record.Flag("dkim_verified") && record.Flag("spf_verified") && record.Flag("dmarc_verified");
        value = name switch
        {
            "verified" => verified,
            "ready_for_sending" => verified && record.Flag("ownership_verified"),
            "next_steps" => Steps(record, verified),
            _ => null,
        };
        return name is "verified" or "ready_for_sending" or "next_steps";
    }

    private static JsonArray Steps(Record record, bool verified)
    {
        var steps = new JsonArray();
        if (!verified)
        {
            steps.Add($"Add the DNS records to {record.Text("name")}, then verify the domain.");
        }

        if (!record.Flag("ownership_verified"))
        {
            steps.Add($"Connect {record.Text("name")} to the workspace as a domain.");
        }

        return steps;
    }
}

/// <summary>Addresses that mail is sent from.</summary>
internal sealed class EmailAddressBehavior(RecordStore store) : ResourceBehavior(store)
{
    public const string SharedDomain = "mail.example.com";

    [Behavior("A new address needs a user name and a name (422)", Evidence.Documented, "published spec 2026-08, email addresses")]
    [Behavior(
        "Without emails_domain_id it is on the shared domain, and another domain answers 422",
        Evidence.Documented,
        "published spec 2026-08, email addresses"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        call.Problems.Require(!string.IsNullOrWhiteSpace(Text(draft, "username")), "Username can't be blank");
        call.Problems.Require(!string.IsNullOrWhiteSpace(Text(draft, "name")), "Name can't be blank");
        draft["is_workspace_default"] = false;
        Address(call, draft, null);
    }

    [Behavior(
        "An update may move the address to another domain of the workspace",
        Evidence.Documented,
        "published spec 2026-08, email addresses"
    )]
    public override void Update(Call call, Record record, JsonObject changes) => Address(call, changes, record);

    [Behavior(
        "An address on a domain of one's own is usable when the domain is ready; the shared one while no other is",
        Evidence.Documented,
        "published spec 2026-08, email addresses"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "usable_as_sender" => IsUsable(record),
            "emails_domain" => record.Number("emails_domain_id") is { } id ? Store.Find("EmailDomain", id) : null,
            _ => null,
        };
        return name is "usable_as_sender" or "emails_domain";
    }

    public bool IsUsable(Record address) =>
        IsReady(address)
        || (
            address.Number("emails_domain_id") is null
            && !Store.Of("EmailSenderAddress").Any(other => other.WorkspaceId == address.WorkspaceId && IsReady(other))
        );

    private bool IsReady(Record address) =>
        address.Number("emails_domain_id") is { } id
        && Store.Find("EmailDomain", id) is { } domain
        && domain.Flag("dkim_verified")
        && domain.Flag("spf_verified")
        && domain.Flag("dmarc_verified")
        && domain.Flag("ownership_verified");

    private void Address(Call call, JsonObject draft, Record? self)
    {
        RequireOne(call, draft, "emails_domain_id", "EmailDomain");
        var domain = (Number(draft, "emails_domain_id") ?? self?.Number("emails_domain_id")) is { } id
            ? Store.Find("EmailDomain", id)?.Text("name")
            : SharedDomain;
        call.Problems.Require(Text(draft, "domain") is not { } sent || sent == domain, "Domain is not included in the list");
        if (self is not null && Text(draft, "username") is null && Number(draft, "emails_domain_id") is null)
        {
            return;
        }

        draft["email_address"] = $"{Text(draft, "username") ?? self?.Text("email_address")?.Split('@')[0]}@{domain}";
        draft.Remove("username");
        draft.Remove("domain");
    }
}

/// <summary>Mails to many.</summary>
internal sealed class BroadcastBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A broadcast is a draft; creating it never sends", Evidence.Documented, "published spec 2026-08, broadcasts")]
    [Behavior("Even a draft needs a complete postal address (422)", Evidence.Documented, "published spec 2026-08, broadcasts")]
    [Behavior(
        "The preheadline has at most 150 characters (422); the hour of sending is 18:00:00 unless given",
        Evidence.Documented,
        "published spec 2026-08, broadcasts"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        EmailSettingsBehavior.RequireAddress(call);
        Check(call, draft);
        draft["status"] = "draft";
        Default(draft, ("send_at_local_time", "18:00:00"), ("topic_ids", new JsonArray()), ("send_immediately", false));
    }

    [Behavior("Only drafts can be changed (422)", Evidence.Documented, "published spec 2026-08, broadcasts; the status is assumed")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        call.Problems.Require(record.Text("status") == "draft", "Only drafts can be changed");
        Check(call, changes);
    }

    [Behavior("Only drafts can be deleted (422)", Evidence.Documented, "published spec 2026-08, broadcasts; the status is assumed")]
    public override void Delete(Call call, Record record) =>
        call.Problems.Require(record.Text("status") == "draft", "Only drafts can be deleted");

    /// <summary>Whether an address is one of the workspace's that can send.</summary>
    public static bool HasSender(Call call, string? email)
    {
        var addresses = new EmailAddressBehavior(call.Store);
        return call.InWorkspace("EmailSenderAddress")
            .Any(address =>
                string.Equals(address.Text("email_address"), email, StringComparison.OrdinalIgnoreCase) && addresses.IsUsable(address)
            );
    }

    private static void Check(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "template_id", "EmailTemplate");
        RequireAll(call, draft, "topic_ids", "EmailTopic");
        call.Problems.Require((Text(draft, "preheadline")?.Length ?? 0) <= 150, "Preheadline is too long (maximum is 150 characters)");
        if (draft["filter_id"] is JsonValue filter && call.Store.Find("RefineFilter", filter.ToString()) is { } saved)
        {
            draft["filter_id"] = call.InWorkspace("RefineFilter", saved.Id)?.Id;
        }
    }
}

/// <summary>Templates of mails.</summary>
internal sealed class EmailTemplateBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("Templates made here say created_via_api", Evidence.Documented, "published spec 2026-08, email templates")]
    [Behavior("An unknown sender answers 422", Evidence.Documented, "published spec 2026-08, email templates")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "from_address_id", "EmailSenderAddress");
        draft["created_via_api"] = true;
        draft["template_type"] = "html";
    }

    [Behavior("An update checks the sender, too", Evidence.Documented, "published spec 2026-08, email templates")]
    public override void Update(Call call, Record record, JsonObject changes) =>
        RequireOne(call, changes, "from_address_id", "EmailSenderAddress");
}
