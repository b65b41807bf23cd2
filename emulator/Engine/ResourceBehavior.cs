using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The behavior of one resource beyond storing the fields that were sent. The defaults do nothing.</summary>
internal class ResourceBehavior(RecordStore store)
{
    protected RecordStore Store { get; } = store;

    /// <summary>True if the ids of a body may be public ones although the responses show numbers.</summary>
    public virtual bool TakesPublicIds => false;

    /// <summary>Properties that only the response to the creation shows.</summary>
    public virtual IReadOnlyCollection<string> OnlyInCreation => [];

    /// <summary>Finds the record that a path names; the numeric or public id unless the platform names it otherwise.</summary>
    public virtual Record? Find(string resource, string identifier) => Store.Find(resource, identifier);

    /// <summary>The condition of the query parameters by which a list is narrowed; null if the call has none.</summary>
    public virtual Predicate<Record>? Narrow(Call call) => null;

    /// <summary>Properties that a list does not show; null if it shows all.</summary>
    public virtual IReadOnlySet<string>? HiddenInList(Call call) => null;

    /// <summary>The value that a list shows for a property; called if <see cref="HiddenInList"/> is not null.</summary>
    public virtual object? InList(string name, object? value) => value;

    /// <summary>The order of a list that the call asks for; null for the usual one.</summary>
    public virtual Comparison<Record>? Order(Call call) => null;

    /// <summary>Sets what every record has, also one that no operation creates.</summary>
    public virtual void Complete(JsonObject draft) { }

    /// <summary>Sets what follows from the id of a record that no operation created.</summary>
    public virtual void Identify(Record record) { }

    /// <summary>Checks and completes a record before it is stored.</summary>
    public virtual void Create(Call call, JsonObject draft) { }

    /// <summary>Effects of a creation.</summary>
    public virtual void Created(Call call, Record record) { }

    /// <summary>Checks and completes the changes before they are stored.</summary>
    public virtual void Update(Call call, Record record, JsonObject changes) { }

    /// <summary>Effects of an update.</summary>
    public virtual void Updated(Call call, Record record) { }

    /// <summary>Checks before a deletion.</summary>
    public virtual void Delete(Call call, Record record) { }

    /// <summary>Deletes a record with its checks and effects. It stays with its time of deletion where the platform keeps it.</summary>
    public void Remove(Call call, Record record)
    {
        Delete(call, record);
        call.Problems.ThrowIfAny();
        if (call.Platform.KeepsDeleted(record.Resource))
        {
            call.Edit(record)["deleted_at"] = call.Now;
        }
        else
        {
            call.Store.Remove(record);
        }

        Deleted(call, record);
    }

    /// <summary>Effects of a deletion.</summary>
    public virtual void Deleted(Call call, Record record) { }

    /// <summary>Called before a single record is returned, for example to advance a bulk action.</summary>
    public virtual void Read(Call call, Record record) { }

    /// <summary>The record that an upsert updates, or null when it creates one.</summary>
    public virtual Record? FindForUpsert(Call call, JsonObject sent) => null;

    /// <summary>Computes a property from other records.</summary>
    public virtual bool TryCompute(Record record, string name, out object? value)
    {
        value = null;
        return false;
    }

    /// <summary>The value that responses show for a property without a value; null for null.</summary>
    public virtual object? WhenNull(Record record, string name) => null;

    /// <summary>Sets defaults for values that were not sent, or were sent as null.</summary>
    protected static void Default(JsonObject draft, params ReadOnlySpan<(string Name, JsonNode? Value)> defaults)
    {
        foreach (var (name, value) in defaults)
        {
            if (draft[name] is null)
            {
                draft[name] = value;
            }
        }
    }

    protected static long? Number(JsonObject draft, string name) => draft.Number(name);

    protected static string? Text(JsonObject draft, string name) => draft.Text(name);

    protected static IEnumerable<JsonObject> Objects(JsonObject draft, string name) => draft.Objects(name);

    /// <summary>Requires that every id of a list names a live record of the workspace.</summary>
    protected static void RequireAll(Call call, JsonObject draft, string name, string resource)
    {
        foreach (var id in draft.Items(name))
        {
            call.Problems.Require(call.InWorkspace(resource, id) is not null, $"{RequestBodyReader.Label("", name)} must exist");
        }
    }

    /// <summary>Requires that an id, when there is one, names a live record of the workspace.</summary>
    protected static void RequireOne(Call call, JsonObject draft, string name, string resource)
    {
        if (draft[name] is { } id)
        {
            call.Problems.Require(call.InWorkspace(resource, id) is not null, $"{RequestBodyReader.Label("", name)} must exist");
        }
    }
}
