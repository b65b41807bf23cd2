using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Members: the registered users of a website.</summary>
[Resource("Member")]
internal sealed class MemberBehavior(RecordStore store) : ResourceBehavior(store)
{
    /// <summary>Seconds for which a session can be opened.</summary>
    public const long SessionSeconds = 900;

    private const string Password = "password";

    [Operation("listMembers")]
    [Behavior("groupId narrows the list to the members of a group", Evidence.Documented, "seed, members")]
    public override Predicate<Record>? Narrow(Call call) =>
        SecondsRange.Number(call, "groupId") is { } group ? record => record.Numbers("groups").Contains(group) : null;

    [Operation("createMember")]
    [Behavior(
        "A password is kept nowhere; without one the service sends a mail, which the emulator does not",
        Evidence.Documented,
        "seed, members"
    )]
    [Behavior("Two members cannot have one email address (400)", Evidence.Assumed, "not published")]
    [Behavior("A new member is approved unless approved is false", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Check(call, draft, null);
        Complete(draft);
    }

    [Behavior("A member has a contact: the one with its email address, or a new one", Evidence.Assumed, "the schema has contactId")]
    public override void Created(Call call, Record record)
    {
        var email = record.Text("email");
        var contact = ContactBehavior.ByEmail(call, "Contact", email);
        if (contact is null)
        {
            var fields = new JsonObject { ["name"] = record.Text("name"), ["email"] = email };
            new ContactBehavior(Store).Complete(fields);
            contact = call.Insert("Contact", fields);
        }

        call.Edit(contact)["memberId"] = record.Id;
        call.Edit(record)["contactId"] = contact.Id;
    }

    [Operation("updateMember")]
    [Behavior("An update ignores the password", Evidence.Documented, "seed, members")]
    public override void Update(Call call, Record record, JsonObject changes) => Check(call, changes, record);

    [Operation("deleteMember")]
    [Behavior("The contact of a deleted member stays", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record)
    {
        if (record.Number("contactId") is { } id && Store.Find("Contact", id) is { } contact)
        {
            call.Edit(contact)["memberId"] = null;
        }
    }

    [Operation("getMemberByEmail", IsGlobal = true)]
    [Behavior("The search by email returns one member, or 404", Evidence.Observed, "client of a white label; MCP server")]
    public static OperationResult? Search(Call call, Record? member) => ContactBehavior.FindByEmail(call, "Member");

    [Operation("startMemberSession", IsGlobal = true)]
    [Behavior("A session can be opened for 900 seconds", Evidence.Observed, "white-label documentation, 2026-06; client of a white label")]
    [Behavior("An email address without a member returns 404", Evidence.Assumed, "not published")]
    [Behavior("accessUrl is on the website and carries the token and the path", Evidence.Assumed, "its form is not published")]
    public static OperationResult? StartSession(Call call, Record? member)
    {
        var body = call.ReadBody();
        call.Problems.ThrowIfAny();
        _ = ContactBehavior.ByEmail(call, "Member", body.Text("email")) ?? throw ApiProblem.NotFound();
        var token = call.Store.NewHex(48);
        var website = call.Store.Find(call.WorkspaceId)!;
        var path = body.Text("path") ?? "/";
        var now = call.Time.ToUnixTimeSeconds();
        return new OperationResult(
            new JsonObject
            {
                ["token"] = token,
                ["accessUrl"] = $"https://{website.Text("domain")}/member-session/{token}?path={Uri.EscapeDataString(path)}",
                ["createdAt"] = now,
                ["expiresAt"] = now + SessionSeconds,
            }
        );
    }

    public override void Complete(JsonObject draft) => Default(draft, ("groups", new JsonArray()), ("approved", true));

    [Behavior("A group that does not exist returns 400", Evidence.Assumed, "not published")]
    private static void Check(Call call, JsonObject draft, Record? record)
    {
        draft.Remove(Password);
        RequireAll(call, draft, "groups", "MemberGroup");
        call.Problems.Require(
            ContactBehavior.ByEmail(call, "Member", Text(draft, "email")) is not { } other || other == record,
            "Email belongs to another member"
        );
    }
}

/// <summary>Groups of members.</summary>
[Resource("MemberGroup")]
internal sealed class MemberGroupBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("deleteMemberGroup")]
    [Behavior("A deleted group is taken from its members", Evidence.Assumed, "not published")]
    public override void Deleted(Call call, Record record) => ListLinks.Remove(call, "Member", "groups", record.Id);

    [Behavior("A group without a link has an empty one", Evidence.Assumed, "not published")]
    public override object? WhenNull(Record record, string name) => name == "link" ? "" : null;
}
