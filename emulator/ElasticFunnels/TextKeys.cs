using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ElasticFunnels;

/// <summary>Records that are known by a text instead of a number. The API creates only the messages of tickets.</summary>
[Resource("Ticket")]
[Resource("TicketMessage")]
[Resource("Click")]
[Resource("CollectionEntry")]
internal sealed class TextKeys(RecordStore store) : ResourceBehavior(store)
{
    private const string TicketCode = "ticket_code";

    [Behavior(
        "Tickets, clicks, recordings and entries of collections are known by a text",
        Evidence.Documented,
        "vendor documentation, 2026-08; its form is assumed"
    )]
    public override Record? Find(string resource, string identifier) => Store.Of(resource).FirstOrDefault(one => KeyOf(one) == identifier);

    [Operation("getClick")]
    [Operation("getCollectionEntry")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            TicketCode when record.Resource == "Ticket" => KeyOf(record),
            TicketCode => Store.Find("Ticket", record.Number(TicketCode) ?? 0) is { } ticket ? KeyOf(ticket) : null,
            "id" => KeyOf(record),
            _ => null,
        };
        return value is not null;
    }

    public override void Complete(JsonObject draft) => Default(draft, ("status", "open"));

    [Operation("countTickets", IsGlobal = true)]
    [Behavior("Tickets are counted by status", Evidence.Documented, "vendor documentation, tickets")]
    public static OperationResult? Count(Call call, Record? member)
    {
        var counts = new JsonObject();
        foreach (var status in call.Platform.Contract.Schema("TicketStatus").Enum)
        {
            counts[status] = (long)call.InWorkspace("Ticket").Count(one => one.Text("status") == status);
        }

        return new OperationResult(counts);
    }

    [Operation("markTicketAsRead")]
    [Operation("markTicketAsUnread")]
    [Behavior("Marking a ticket sets read", Evidence.Documented, "vendor documentation, tickets")]
    public static OperationResult? Mark(Call call, Record member)
    {
        call.Edit(member)["read"] = call.Operation.Id == "markTicketAsRead";
        return null;
    }

    [Operation("setTicketStatus", IsGlobal = true)]
    [Behavior(
        "The status of a ticket is in the path; one that the documentation does not list returns 422",
        Evidence.Documented,
        "vendor documentation, tickets; the 422 is assumed"
    )]
    public OperationResult? SetStatus(Call call, Record? member)
    {
        var ticket = Find("Ticket", call.Values[TicketCode]) ?? throw ApiProblem.NotFound();
        var status = call.Values["status"];
        call.Problems.Require(
            call.Platform.Contract.Schema("TicketStatus").Enum.Contains(status),
            "status is not included in the list",
            "status"
        );
        call.Problems.ThrowIfAny();
        call.Edit(ticket)["status"] = status;
        return new OperationResult(ElasticFunnelsPlatform.Message("Done."));
    }

    [Operation("getSession", IsGlobal = true)]
    [Behavior("A session has the events of its clicks", Evidence.Documented, "vendor documentation, tracking")]
    public static OperationResult? Session(Call call, Record? member)
    {
        var clicks = call.InWorkspace("Click").Where(one => one.Text("session_id") == call.Values["session_id"]).ToList();
        return clicks.Count == 0
            ? throw ApiProblem.NotFound()
            : new OperationResult(
                new JsonObject
                {
                    ["events"] = new JsonArray([.. clicks.SelectMany(one => one.Fields.Items("events")).Select(item => item?.DeepClone())]),
                }
            );
    }

    [Operation("deleteCollectionEntries", IsGlobal = true)]
    [Behavior(
        "Entries of a collection are deleted by their ids; unknown ones are left out",
        Evidence.Documented,
        "vendor documentation, collections; the second half is assumed"
    )]
    public static OperationResult? DeleteEntries(Call call, Record? member)
    {
        var collection = call.Store.Find("Collection", call.Values["collection_id"]) ?? throw ApiProblem.NotFound();
        var body = call.ReadBody();
        call.Problems.ThrowIfAny();
        var ids = body.Items("ids").Select(id => id?.ToString()).ToHashSet();
        foreach (
            var entry in call.InWorkspace("CollectionEntry")
                .Where(one => one.Number("collection_id") == collection.Id && ids.Contains(KeyOf(one)))
                .ToList()
        )
        {
            call.Store.Remove(entry);
        }

        return new OperationResult(null);
    }

    /// <summary>The text that a record is known by.</summary>
    public static string KeyOf(Record record) =>
        string.Create(CultureInfo.InvariantCulture, $"{record.Resource.ToLowerInvariant()}-{record.Id}");
}
