using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>One call on its way through the engine. Lives while the store's gate is held.</summary>
internal sealed class Call
{
    public required ContractOperation Operation { get; init; }

    public required Caller Caller { get; init; }

    public required Platform Platform { get; init; }

    public required RecordStore Store { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required QueryText Query { get; init; }

    /// <summary>Record of the body as it was sent, taken out of its envelope.</summary>
    public JsonObject Sent { get; init; } = [];

    /// <summary>Files of the body, if it is a form.</summary>
    public IReadOnlyList<SentFile> Files { get; init; } = [];

    /// <summary>Values of the path parameters.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();

    /// <summary>Parent records of the record of the call, by path parameter.</summary>
    public Dictionary<string, Record> Parents { get; } = [];

    public RequestProblemList Problems { get; } = new();

    /// <summary>Limits of database-heavy reads.</summary>
    public FilteredReadSettings Reads { get; init; } = new();

    /// <summary>Returns the value of a property of a record as responses show it.</summary>
    public Func<Record, string, object?> ValueOf { get; init; } = static (record, name) => record.Fields[name];

    /// <summary>Values that only this response shows.</summary>
    public JsonObject ShownOnce { get; } = [];

    /// <summary>Reads the body by its schema; what is wrong goes to <see cref="Problems"/>.</summary>
    public Func<JsonObject> ReadBody { get; set; } = () => [];

    /// <summary>Workspace that the call works in.</summary>
    public required long WorkspaceId { get; set; }

    public long TeamId => Store.Find(WorkspaceId)!.TeamId;

    public string Now => Platform.Time(Time);

    /// <summary>A live record of the call's workspace.</summary>
    public Record? InWorkspace(string resource, long? id) =>
        id is { } number && Store.Find(resource, number) is { IsDeleted: false } record && record.WorkspaceId == WorkspaceId
            ? record
            : null;

    /// <summary>Finds the live record of the call's workspace that a body names by its numeric or public id.</summary>
    public Record? InWorkspace(string resource, JsonNode? id) =>
        InWorkspace(resource, id.AsNumber() ?? (id is JsonValue text ? Store.Find(resource, text.ToString())?.Id : null));

    /// <summary>Live records of the call's workspace.</summary>
    public IEnumerable<Record> InWorkspace(string resource) =>
        Store.Of(resource).Where(record => record.WorkspaceId == WorkspaceId && !record.IsDeleted);

    public Record Insert(string resource, JsonObject fields)
    {
        Platform.Stamp(fields, resource, Time, isNew: true);
        return Store.Insert(resource, TeamId, WorkspaceId, fields);
    }

    /// <summary>The fields of a record, for changing; its time of update moves.</summary>
    public JsonObject Edit(Record record)
    {
        var fields = Store.Edit(record);
        Platform.Stamp(fields, record.Resource, Time, isNew: false);
        return fields;
    }
}
