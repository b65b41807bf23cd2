using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Settings of a workspace for its e-mail, one record.</summary>
[Resource("EmailSettings")]
internal sealed class EmailSettingsBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly string[] Needed = ["address_one", "city", "postal_code", "country_code"];

    [Operation("updateEmailsSettings")]
    [Behavior("An address that is not complete returns 422", Evidence.Documented, "published spec 2026-08, email settings")]
    [Behavior("An address is complete if it has street, city, postal code and country", Evidence.Assumed, "the rule is not published")]
    [Behavior("The alignment of the footer cannot be emptied (422)", Evidence.Documented, "vendor skill, emails, 2026-10")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        call.Problems.Require(
            !call.Sent.TryGetPropertyValue("footer_alignment", out var alignment) || alignment is not null,
            "Footer alignment is not included in the list"
        );
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

    [Operation("getEmailsSettings")]
    [Behavior("The footer is centered until it is changed", Evidence.Assumed, "the default is not published")]
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
            "footer_alignment" => record.Text("footer_alignment") ?? "center",
            "system_emails_from_address"
            or "system_emails_reply_to_address"
            or "marketing_emails_from_address"
            or "marketing_emails_reply_to_address" => record.Number(name + "_id") is { } id ? Store.Find("EmailSenderAddress", id) : null,
            _ => null,
        };
        return name is "address_complete" or "footer_alignment" || name.EndsWith("_address", StringComparison.Ordinal);
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
