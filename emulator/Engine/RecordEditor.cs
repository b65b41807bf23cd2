using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>
/// Changes single records by hand, outside of calls: also fields that the API only returns. The caller holds the gate of the store.
/// </summary>
internal sealed class RecordEditor(Platform platform, RecordStore store, BehaviorSet behaviors, RecordWriter writer)
{
    private const int ShownReferences = 3;

    /// <summary>Checks fields by the schema of their record; returns them in the form in which they are stored.</summary>
    /// <param name="resource">Name of the schema.</param>
    /// <param name="sent">The fields.</param>
    /// <param name="known">The record that has them; null if it does not exist yet.</param>
    /// <exception cref="ArgumentException">A field cannot be set, or its value is not one that it can have.</exception>
    public JsonObject Read(string resource, JsonObject sent, Record? known)
    {
        var schema = platform.Contract.Schema(resource);
        var problems = new RequestProblemList();
        var fields = schema.Values is null ? new RequestBodyReader(problems, platform).Read(schema, sent, complete: false, schema) : [];
        foreach (var (name, value) in sent)
        {
            if (!CanSet(schema, name, known))
            {
                throw new ArgumentException($"{resource} has no field '{name}' that can be set.", nameof(sent));
            }

            if (!schema.Properties.ContainsKey(name))
            {
                fields[name] = value?.DeepClone();
            }

            problems.Require(IsSameKind(known, name, fields[name]), $"{name} must be the id of {Target(known, name)?.Resource}");
        }

        try
        {
            problems.ThrowIfAny();
        }
        catch (ApiProblem problem)
        {
            throw Refused(problem, resource, nameof(sent));
        }

        return fields;
    }

    /// <summary>Changes fields of a record.</summary>
    /// <exception cref="ArgumentException">A field cannot be set, or its value is not one that it can have.</exception>
    public void Update(Record record, JsonObject sent, DateTimeOffset time)
    {
        var changes = Read(record.Resource, sent, record);
        if (changes.All(change => JsonNode.DeepEquals(change.Value, record.Fields[change.Key])))
        {
            return;
        }

        var fields = store.Edit(record);
        platform.Stamp(fields, record.Resource, time, isNew: false);
        fields.With(changes);
    }

    /// <summary>
    /// Deletes a record: as the API does, if it can. Otherwise the record is removed, unless others refer to it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The record cannot be deleted.</exception>
    public void Delete(Record record, DateTimeOffset time)
    {
        if (record.IsTenant)
        {
            throw new InvalidOperationException($"{record.Resource} {record.Id} cannot be deleted: other records belong to it.");
        }

        if (DeletionOf(record.Resource) is { } operation)
        {
            DeleteAsCall(record, operation, time);
            return;
        }

        var users = store.All.Where(other => RefersTo(other, record.Id)).Take(ShownReferences + 1).ToList();
        if (users.Count > 0)
        {
            var names = string.Join(", ", users.Take(ShownReferences).Select(user => $"{user.Resource} {user.Id}"));
            throw new InvalidOperationException(
                $"{record.Resource} {record.Id} cannot be deleted, because other records refer to it: {names}"
                    + (users.Count > ShownReferences ? " and more." : ".")
            );
        }

        store.Remove(record);
    }

    /// <summary>
    /// Checks that the records that were changed since the last commit can still be read: one may lack a link that it needs.
    /// </summary>
    /// <exception cref="ArgumentException">A record cannot be read.</exception>
    public void RequireReadable()
    {
        foreach (var record in store.Changes.Where(static change => !change.IsRemoved).Select(static change => change.Record))
        {
            if (platform.Contract.Operations.All(operation => operation.Resource != record.Resource))
            {
                continue;
            }

            try
            {
                writer.Render(record, platform.Contract.Schema(record.Resource));
            }
            catch (Exception problem)
                when (problem
                        is InvalidOperationException
                            or ArgumentException
                            or NullReferenceException
                            or KeyNotFoundException
                            or FormatException
                )
            {
                throw new ArgumentException(
                    $"The API could not show the {record.Resource} with these fields. A field is missing or wrong, usually the id of "
                        + $"another record{Examples(record)}."
                );
            }
        }
    }

    /// <summary>Returns the operation that deletes a record; null if the API has none.</summary>
    public ContractOperation? DeletionOf(string resource) =>
        platform.Contract.Operations.FirstOrDefault(operation =>
            operation is { Kind: OperationKind.Delete, IsMember: true } && operation.Resource == resource
        );

    private void DeleteAsCall(Record record, ContractOperation operation, DateTimeOffset time)
    {
        var tenant = record.WorkspaceId is { } id ? store.Find(id) : null;
        var call = new Call
        {
            Operation = operation,
            Caller = Caller.Of(tenant is null ? [] : [tenant]),
            Platform = platform,
            Store = store,
            Time = time,
            Query = new QueryText(null),
            WorkspaceId = record.WorkspaceId ?? record.Id,
        };
        foreach (var (name, resource, _) in operation.Parents)
        {
            if ((record.Number(name) is { } parent ? store.Find(resource, parent) : tenant) is { } found)
            {
                call.Parents[name] = found;
            }
        }

        try
        {
            if (behaviors.ForOperation(operation.Id)?.Handle(call, record) is null)
            {
                behaviors.For(record.Resource).Remove(call, record);
            }

            call.Problems.ThrowIfAny();
        }
        catch (ApiProblem problem)
        {
            throw new InvalidOperationException(Refused(problem, record.Resource, null).Message);
        }
    }

    private static ArgumentException Refused(ApiProblem problem, string resource, string? parameter)
    {
        var reasons = string.Join("; ", problem.Fields.Select(field => field.Message).Append(problem.Text).Where(text => text.Length > 0));
        return new ArgumentException($"{resource}: {(reasons.Length > 0 ? reasons : problem.Message)}.", parameter);
    }

    // An id may link to a record that the responses show in its place.
    private static bool CanSet(ContractSchema schema, string name, Record? known) =>
        name != "id"
        && (
            schema.Values is not null
            || schema.Properties.ContainsKey(name)
            || name.EndsWith("_id", StringComparison.Ordinal)
            || known?.Fields.ContainsKey(name) == true
        );

    // A link to a record must stay a link to a record of the same kind, so that reading it goes on to work.
    private bool IsSameKind(Record? known, string name, JsonNode? value) =>
        value is null || Target(known, name) is not { } target || store.Find(target.Resource, value.AsNumber() ?? 0) is not null;

    private Record? Target(Record? known, string name) =>
        name.EndsWith("_id", StringComparison.Ordinal) && known?.Number(name) is { } id ? store.Find(id) : null;

    // The links that other records have.
    private string Examples(Record record)
    {
        var links = store
            .Of(record.Resource)
            .Where(other => other != record)
            .Take(1)
            .SelectMany(other => other.Fields.Where(field => field.Value.AsNumber() is { } id && store.Find(id) is not null))
            .Select(field => field.Key)
            .Where(name => name != "id")
            .ToList();
        return links.Count > 0 ? ": other records of the kind have " + string.Join(", ", links) : "";
    }

    private static bool RefersTo(Record other, long id)
    {
        foreach (var (name, value) in other.Fields)
        {
            if (
                (name.EndsWith("_id", StringComparison.Ordinal) && value.AsNumber() == id)
                || (name.EndsWith("_ids", StringComparison.Ordinal) && value is JsonArray ids && ids.Any(one => one.AsNumber() == id))
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns true if the text of a record, its id or a value, contains a text; case does not matter.</summary>
    public static bool Contains(Record record, string text) =>
        record.Id.ToString(CultureInfo.InvariantCulture).Contains(text, StringComparison.Ordinal)
        || (record.PublicId.Contains(text, StringComparison.Ordinal) && text.Length == record.PublicId.Length)
        || Contains(record.Fields, text);

    private static bool Contains(JsonNode? node, string text) =>
        node switch
        {
            JsonObject map => map.Any(one => Contains(one.Value, text)),
            JsonArray list => list.Any(one => Contains(one, text)),
            JsonValue value => value.ToString().Contains(text, StringComparison.OrdinalIgnoreCase),
            _ => false,
        };
}
