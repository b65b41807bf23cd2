using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Addresses that mail is sent from.</summary>
[Resource("EmailSenderAddress")]
internal sealed class EmailSenderAddressBehavior(RecordStore store) : ResourceBehavior(store)
{
    public const string SharedDomain = "mail.example.com";

    [Operation("createEmailsAddresses")]
    [Behavior("A new address needs a user name and a name (422)", Evidence.Documented, "published spec 2026-08, email addresses")]
    [Behavior(
        "Without emails_domain_id it is on the shared domain, and another domain returns 422",
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

    [Operation("updateEmailsAddresses")]
    [Behavior(
        "An update may move the address to another domain of the workspace",
        Evidence.Documented,
        "published spec 2026-08, email addresses"
    )]
    public override void Update(Call call, Record record, JsonObject changes) => Address(call, changes, record);

    [Operation("getEmailsAddresses")]
    [Behavior(
        "An address on the own domain is usable when the domain is ready; the shared address is usable while no other one is",
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
