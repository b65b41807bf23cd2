using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Contacts: the visitors that a website knows by their email address.</summary>
[Resource("Contact")]
internal sealed class ContactBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("listContacts")]
    public override Predicate<Record>? Narrow(Call call) => SecondsRange.Of(call, "createdOn", "created_at_min", "created_at_max");

    [Operation("upsertContact")]
    [Behavior("POST updates the contact that has the email address, or else creates one", Evidence.Documented, "seed, contacts")]
    [Behavior("Email addresses are compared without regard to case", Evidence.Assumed, "not published")]
    public override Record? FindForUpsert(Call call, JsonObject sent) => ByEmail(call, "Contact", Text(sent, "email"));

    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft);
        Complete(draft);
        if (ByEmail(call, "Member", Text(draft, "email")) is { } member)
        {
            draft["memberId"] = member.Id;
        }
    }

    [Behavior(
        "A contact that is a member has memberId",
        Evidence.Documented,
        "seed, contacts; that email addresses connect them is assumed"
    )]
    public override void Created(Call call, Record record)
    {
        if (record.Number("memberId") is { } id && Store.Find("Member", id) is { } member)
        {
            call.Edit(member)["contactId"] = record.Id;
        }
    }

    [Operation("updateContact")]
    [Behavior("An update to the email address of another contact returns 400", Evidence.Assumed, "not published")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        Check(call, changes);
        call.Problems.Require(
            ByEmail(call, "Contact", Text(changes, "email")) is not { } other || other == record,
            "Email belongs to another contact"
        );
    }

    [Operation("deleteContact")]
    [Behavior("Deleting a contact deletes all of its data", Evidence.Documented, "seed, contacts")]
    [Behavior("Its data are form submissions and bookings; orders and members stay without it", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record)
    {
        foreach (var resource in (string[])["FormSubmission", "Booking"])
        {
            foreach (var one in Store.Of(resource).Where(one => IsOf(one, record)).ToList())
            {
                Store.Remove(one);
            }
        }

        foreach (var resource in (string[])["Order", "Member"])
        {
            foreach (var one in Store.Of(resource).Where(one => IsOf(one, record)).ToList())
            {
                call.Edit(one)["contactId"] = null;
            }
        }
    }

    [Operation("getContactByEmail", IsGlobal = true)]
    [Behavior("The search by email returns one contact, or 404", Evidence.Observed, "client of a white label")]
    public static OperationResult? Search(Call call, Record? member) => FindByEmail(call, "Contact");

    /// <summary>The record with the email address of the query.</summary>
    public static OperationResult FindByEmail(Call call, string resource)
    {
        var email = call.Query.One("email") ?? throw ApiProblem.BadRequest("email is missing");
        return new OperationResult(ByEmail(call, resource, email) ?? throw ApiProblem.NotFound());
    }

    public static Record? ByEmail(Call call, string resource, string? email) =>
        email is null
            ? null
            : call.InWorkspace(resource).FirstOrDefault(one => string.Equals(one.Text("email"), email, StringComparison.OrdinalIgnoreCase));

    public override void Complete(JsonObject draft) =>
        Default(
            draft,
            ("properties", new JsonArray()),
            ("tags", new JsonArray()),
            ("subscriberLists", new JsonArray()),
            ("subscribed", false)
        );

    private static bool IsOf(Record record, Record contact) => (record.Number("contactId") ?? record.Number("contact_id")) == contact.Id;

    [Behavior("A subscriber list that does not exist returns 400", Evidence.Assumed, "not published")]
    private static void Check(Call call, JsonObject draft)
    {
        RequireAll(call, draft, "subscriberLists", "SubscriberList");
    }
}
