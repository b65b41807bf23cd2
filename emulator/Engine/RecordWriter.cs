using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Writes records by their response schemas: every property, null where there is no value.</summary>
internal sealed class RecordWriter(Platform platform, BehaviorSet behaviors, TimeProvider clock)
{
    // Records may refer to each other in a circle.
    private const int MaximumDepth = 24;
    private static readonly IReadOnlySet<string> Nothing = new HashSet<string>();
    private readonly ApiContract _contract = platform.Contract;
    private readonly bool _showsEverything = platform.ShowsEverything;
    private readonly RenderedRecords _rendered = new();
    private bool _usedClock;

    public void Write(Utf8JsonWriter json, Call call, SchemaUse use, object? value)
    {
        var expand = call.Operation.Expandable.Count == 0 ? Nothing : call.Query.All("expand[]").ToHashSet();
        var hidden = call.Operation.Kind == OperationKind.List ? behaviors.For(call.Operation.Resource!).HiddenInList(call) : null;
        var context = new Context(call, expand, value is JsonObject, hidden);
        if (
            call.Operation.Kind == OperationKind.List
            && expand.Count == 0
            && hidden is null
            && !call.Store.HasChanges
            && use.Schema.Items is { } item
            && value is IReadOnlyList<Record> records
        )
        {
            WriteList(json, context, item.Schema, records);
        }
        else
        {
            Write(json, context, use, value, 0);
        }
    }

    // Most requests read lists, and most records have not changed since they were last read.
    private void WriteList(Utf8JsonWriter json, Context context, ContractSchema schema, IReadOnlyList<Record> records)
    {
        json.WriteStartArray();
        foreach (var record in records)
        {
            if (_rendered.Find(context.Call!.Store, record, schema) is { } known)
            {
                json.WriteRawValue(known, skipInputValidation: true);
                continue;
            }

            _usedClock = false;
            var bytes = JsonBytes.Write(part => WriteRecord(part, context, schema, record, 0));
            json.WriteRawValue(bytes, skipInputValidation: true);
            if (!_usedClock)
            {
                _rendered.Keep(record, schema, bytes);
            }
        }

        json.WriteEndArray();
    }

    /// <summary>Returns the record as a GET shows it, without expanded values and values that are shown once.</summary>
    public JsonObject Render(Record record, ContractSchema schema)
    {
        var context = new Context(null, Nothing, false, null);
        return (JsonObject)JsonNode.Parse(JsonBytes.Write(json => WriteRecord(json, context, schema, record, 0)))!;
    }

    private void Write(Utf8JsonWriter json, Context context, SchemaUse use, object? value, int depth)
    {
        var schema = use.Schema;
        if (depth > MaximumDepth)
        {
            value = null;
        }

        switch (value)
        {
            case Record record:
                WriteRecord(json, context, schema, record, depth);
                break;
            case JsonArray items when schema.Kind == SchemaKind.Any:
                items.WriteTo(json);
                break;
            case JsonArray or IEnumerable<Record>:
                json.WriteStartArray();
                foreach (var item in (System.Collections.IEnumerable)value)
                {
                    Write(json, context, schema.Items ?? new SchemaUse(new ContractSchema(""), true), item, depth);
                }

                json.WriteEndArray();
                break;
            case JsonObject fields when schema.Kind == SchemaKind.Object && !schema.IsMap:
                json.WriteStartObject();
                foreach (var (name, property) in schema.Properties)
                {
                    if (!schema.Required.Contains(name) && IsLeftOut(context, fields, name, property))
                    {
                        continue;
                    }

                    if (depth == 0 && context.Call?.Operation.Expandable.Contains(name) == true && !context.Expand.Contains(name))
                    {
                        continue;
                    }

                    json.WritePropertyName(name);
                    Write(json, context, property, fields[name], depth + 1);
                }

                json.WriteEndObject();
                break;
            case null when use.Nullable:
                json.WriteNullValue();
                break;
            case null:
                WriteEmpty(json, schema);
                break;
            case JsonNode node:
                if (WireValue.Fit(schema, node) is { } fitting)
                {
                    fitting.WriteTo(json);
                }
                else
                {
                    Write(json, context, use, null, depth);
                }

                break;
            case long number:
                json.WriteNumberValue(number);
                break;
            case bool flag:
                json.WriteBooleanValue(flag);
                break;
            default:
                json.WriteStringValue(System.Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
        }
    }

    private bool IsLeftOut(Context context, JsonObject fields, string name, SchemaUse property) =>
        context.Exact ? !fields.ContainsKey(name) : !_showsEverything && !property.Nullable && fields[name] is null;

    private void WriteRecord(Utf8JsonWriter json, Context context, ContractSchema schema, Record record, int depth)
    {
        var behavior = behaviors.For(record.Resource);
        json.WriteStartObject();
        foreach (var (name, property) in schema.Properties)
        {
            if (behavior.OnlyInCreation.Contains(name))
            {
                if (depth > 0 || context.Call?.ShownOnce.ContainsKey(name) != true)
                {
                    continue;
                }
            }
            else if (_contract.IsExpandable(record.Resource, name) && (depth > 0 || !context.Expand.Contains(name)))
            {
                continue;
            }

            if (depth == 0 && context.Hidden?.Contains(name) == true)
            {
                continue;
            }

            var once = depth == 0 ? context.Call?.ShownOnce[name] : null;
            var value = once ?? Value(record, name, property.Schema);
            if (depth == 0 && context.Hidden is not null)
            {
                value = behavior.InList(name, value);
            }

            if (value is null && !_showsEverything && !property.Nullable && !schema.Required.Contains(name))
            {
                continue;
            }

            json.WritePropertyName(name);
            Write(json, once is null ? context : context with { Exact = true }, property, value, depth + 1);
        }

        json.WriteEndObject();
    }

    /// <summary>A property of a record: computed by its behavior, stored, one of the ids, or the record that an id names.</summary>
    [Behavior(
        "A response that has an object beside its id shows the record of that id",
        Evidence.Assumed,
        "usual for the service's responses"
    )]
    public object? Value(Record record, string name, ContractSchema? schema = null) =>
        Find(record, name, schema) ?? behaviors.For(record.Resource).WhenNull(record, name);

    private object? Find(Record record, string name, ContractSchema? schema)
    {
        if (behaviors.For(record.Resource).TryCompute(record, name, out var computed))
        {
            return computed;
        }

        if (record.Fields.TryGetPropertyValue(name, out var stored))
        {
            return stored;
        }

        return platform.Identity(record, name)
            ?? (schema is { Kind: SchemaKind.Object } && record.Number(name + "_id") is { } id ? behaviors.Find(id) : null);
    }

    [Behavior(
        "A time that must be there and is not known is the time of the response",
        Evidence.Assumed,
        "the emulator's own rule; no published time may be missing"
    )]
    private string UnknownTime
    {
        get
        {
            _usedClock = true;
            return platform.Time(clock.GetUtcNow());
        }
    }

    // For properties that the contract does not declare nullable.
    private void WriteEmpty(Utf8JsonWriter json, ContractSchema schema)
    {
        switch (schema.Kind)
        {
            case SchemaKind.Object:
                json.WriteStartObject();
                foreach (var (name, property) in schema.Properties)
                {
                    json.WritePropertyName(name);
                    if (property.Nullable)
                    {
                        json.WriteNullValue();
                    }
                    else
                    {
                        WriteEmpty(json, property.Schema);
                    }
                }

                json.WriteEndObject();
                break;
            case SchemaKind.Array:
                json.WriteStartArray();
                json.WriteEndArray();
                break;
            case SchemaKind.Boolean:
                json.WriteBooleanValue(false);
                break;
            case SchemaKind.Integer or SchemaKind.Number:
                json.WriteNumberValue(0);
                break;
            case SchemaKind.String:
                json.WriteStringValue(
                    schema.IsDecimal ? "0.00"
                    : schema.IsTime ? UnknownTime
                    : schema.Enum.FirstOrDefault() ?? ""
                );
                break;
            default:
                if (schema.Alternatives.FirstOrDefault() is { } first)
                {
                    WriteEmpty(json, first.Schema);
                }
                else
                {
                    json.WriteNullValue();
                }

                break;
        }
    }

    // Exact: an object made for this response, whose missing properties stay absent unless they are required.
    private sealed record Context(Call? Call, IReadOnlySet<string> Expand, bool Exact, IReadOnlySet<string>? Hidden);
}
