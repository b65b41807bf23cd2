using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Domains that mail is sent from.</summary>
[Resource("EmailDomain")]
internal sealed class EmailDomainBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A malformed name and a subdomain return 422", Evidence.Documented, "published spec 2026-08, email domains")]
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

    [Behavior("A new domain gets a no-reply address", Evidence.Documented, "published spec 2026-08, email domains")]
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

    [Operation("createEmailsDomains")]
    [Behavior(
        "Creating a domain that exists returns 200 with the existing record",
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

    [Operation("verifyEmailsDomains")]
    [Behavior(
        "verify looks at the DNS records and returns 200 whether or not they pass",
        Evidence.Documented,
        "published spec 2026-08, email domains"
    )]
    [Behavior(
        "In the emulator they always pass; the ownership, which no call can prove, stays unverified",
        Evidence.Assumed,
        "no DNS is asked"
    )]
    public static void Verify(Call call, Record record)
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

    [Operation("getEmailsDomains")]
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
            steps.Add((JsonNode?)$"Add the DNS records to {record.Text("name")}, then verify the domain.");
        }

        if (!record.Flag("ownership_verified"))
        {
            steps.Add((JsonNode?)$"Connect {record.Text("name")} to the workspace as a domain.");
        }

        return steps;
    }
}
