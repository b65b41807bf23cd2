using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Deliveries;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>A request whose route and caller are known.</summary>
internal sealed record RoutedRequest(RoutedOperation Route, Caller Caller, string Host, Uri Address, string? ContentType, byte[] Body);

/// <summary>The records were replaced between the check of the token and the call. The call has changed nothing and is repeated.</summary>
internal sealed class StateReplacedException() : Exception("The state was replaced.");

/// <summary>Serves any operation of the contract; what is particular to a resource its behavior adds.</summary>
internal sealed class CallHandler(
    Platform platform,
    RecordStore store,
    TimeProvider clock,
    DeliveryQueue? deliveries,
    ChangeLog? log,
    FilteredReadSettings? reads = null
)
{
    private readonly BehaviorSet _behaviors = new(platform.Behaviors, store);
    private readonly FilteredReadSettings _reads = reads ?? new FilteredReadSettings();

    /// <summary>The behaviors of the store.</summary>
    public BehaviorSet Behaviors => _behaviors;

    /// <summary>Writes records as responses show them.</summary>
    public RecordWriter Writer => field ??= new RecordWriter(platform, _behaviors, clock);

    /// <summary>Records the events that calls cause.</summary>
    public EventRecorder? Events =>
        field ??= platform.Webhooks is { } webhooks ? new EventRecorder(webhooks, platform.Contract, store, Writer) : null;

    /// <summary>Changes records outside of calls.</summary>
    public RecordEditor Editor => field ??= new RecordEditor(platform, store, _behaviors, Writer);

    private ListReader Lists => field ??= new ListReader(platform, _behaviors, Writer);

    /// <summary>Serves the request. If it fails, the store stays as it was.</summary>
    /// <exception cref="StateReplacedException">The caller is of an earlier epoch of the store.</exception>
    public EmulatorResponse Handle(RoutedRequest request)
    {
        var operation = request.Route.Operation;
        var special = _behaviors.ForOperation(operation.Id);
        try
        {
            return operation.Kind == OperationKind.List && special is null
                ? ReadList(request)
                : Run(request, special, RequestBody.Parse(request.Body, request.ContentType, operation));
        }
        catch (ApiProblem problem)
        {
            return platform.Respond(problem);
        }
    }

    /// <summary>
    /// Creates a record as a call would, within the caller's transaction and without events. Returns null if the operation made none.
    /// </summary>
    /// <param name="operation">A creation.</param>
    /// <param name="parents">Parent records, by their names.</param>
    /// <param name="caller">Owner of the record.</param>
    /// <param name="tenant">Workspace, website or brand of the record.</param>
    /// <param name="sent">The record, without envelope.</param>
    /// <param name="time">Time of the call.</param>
    /// <exception cref="ApiProblem">The rules of the API refuse it.</exception>
    public Record? Create(
        ContractOperation operation,
        IReadOnlyDictionary<string, Record> parents,
        Caller caller,
        long tenant,
        JsonObject sent,
        DateTimeOffset time
    )
    {
        var call = new Call
        {
            Operation = operation,
            Caller = caller,
            Platform = platform,
            Store = store,
            Values = operation.Parents.ToDictionary(
                parent => parent.Parameter,
                parent => parents[parent.Name].Id.ToString(CultureInfo.InvariantCulture)
            ),
            Time = time,
            Query = new QueryText(""),
            Sent = sent,
            Reads = _reads,
            ValueOf = (record, name) => Writer.Value(record, name),
            WorkspaceId = tenant,
        };
        foreach (var (name, record) in parents)
        {
            call.Parents.Add(name, record);
        }

        platform.Prepare(call);
        call.ReadBody = () => Draft(call, complete: true);
        var resource = operation.Resource!;
        var before = store.Of(resource).Count;
        if (_behaviors.ForOperation(operation.Id)?.Handle(call, null) is not null)
        {
            call.Problems.ThrowIfAny();
        }
        else if (operation.Kind != OperationKind.Upsert || _behaviors.For(resource).FindForUpsert(call, call.Sent) is null)
        {
            CreateRecord(call);
        }

        return store.Of(resource).ElementAtOrDefault(before);
    }

    /// <summary>Returns false if a response with the record would fail.</summary>
    public bool CanShow(Record record, ContractSchema schema)
    {
        try
        {
            Writer.Render(record, schema);
            return true;
        }
        catch (Exception exception)
            when (exception
                    is InvalidOperationException
                        or NullReferenceException
                        or FormatException
                        or ArgumentException
                        or KeyNotFoundException
                        or InvalidCastException
                        or OverflowException
            )
        {
            return false;
        }
    }

    /// <summary>Returns the value of a property of a record as responses show it.</summary>
    public object? ValueOf(Record record, string name) => Writer.Value(record, name);

    private EmulatorResponse Run(RoutedRequest request, SpecialOperation? special, SentBody body)
    {
        EmulatorResponse response;
        IReadOnlyList<RecordedEvent> events;
        var position = 0L;
        lock (store.Gate)
        {
            try
            {
                CheckEpoch(request);
                var time = clock.GetUtcNow();
                response = Run(request, special, body, time);
                events = Events?.Record(time) ?? [];
                position = log?.Append(store, [.. events.SelectMany(one => one.Deliveries)]) ?? 0;
                store.Commit();
                log?.CompactIfLarge(store);
            }
            finally
            {
                store.Rollback();
            }
        }

        log?.Flush(position);
        foreach (var one in events)
        {
            deliveries!.Enqueue(one);
        }

        return response;
    }

    private EmulatorResponse Run(RoutedRequest request, SpecialOperation? special, SentBody body, DateTimeOffset time)
    {
        var (call, member) = Prepare(request, special?.Operation, body, time);
        if (special?.Handle(call, member) is { } result)
        {
            return Special(call, result);
        }

        return call.Operation.Kind switch
        {
            OperationKind.Create => Create(call),
            OperationKind.Upsert => Upsert(call),
            OperationKind.Get => Read(call, member ?? Singleton(call)),
            OperationKind.Update => Update(call, member ?? Singleton(call)),
            OperationKind.Delete => Delete(call, member ?? Singleton(call)),
            _ => Show(call, member ?? Singleton(call)),
        };
    }

    private (Call Call, Record? Member) Prepare(RoutedRequest request, OperationAttribute? special, SentBody body, DateTimeOffset time)
    {
        var operation = request.Route.Operation;
        var parents = special is { IsGlobal: true } ? [] : Parents(request);
        var member =
            operation.IsMember && special is not { IsGlobal: true } ? Member(request, special?.Member ?? operation.Resource!) : null;
        var call = new Call
        {
            Operation = operation,
            Caller = request.Caller,
            Platform = platform,
            Store = store,
            Values = request.Route.Values,
            Time = time,
            Query = new QueryText(request.Address.Query),
            Sent = RequestBody.Unwrap(body.Json, operation, platform),
            Files = body.Files ?? [],
            Reads = _reads,
            ValueOf = (record, name) => Writer.Value(record, name),
            WorkspaceId =
                member?.WorkspaceId
                ?? parents.Select(parent => parent.Value.WorkspaceId).FirstOrDefault(id => id is not null)
                ?? platform.CurrentTenant(request, store),
        };
        foreach (var (name, record) in parents)
        {
            call.Parents.Add(name, record);
        }

        if (member is not null && !ListReader.IsBelow(call, member))
        {
            throw ApiProblem.NotFound();
        }

        platform.Prepare(call);
        call.ReadBody = () => Draft(call, complete: true);
        return (call, member);
    }

    // The gate is held only at the start and the end: sorting and filtering many records must not keep other calls waiting.
    private EmulatorResponse ReadList(RoutedRequest request)
    {
        ListQuery query;
        lock (store.Gate)
        {
            CheckEpoch(request);
            query = Lists.Prepare(Prepare(request, null, default, clock.GetUtcNow()).Call);
        }

        RecordPage page;
        try
        {
            page = Lists.Select(query);
        }
        catch (Exception) when (request.Caller.Epoch != store.Epoch)
        {
            // Records that the condition looked at are gone.
            throw new StateReplacedException();
        }

        lock (store.Gate)
        {
            CheckEpoch(request);
            return List(query.Call, page, request.Address);
        }
    }

    private void CheckEpoch(RoutedRequest request)
    {
        if (request.Caller.Epoch != store.Epoch)
        {
            throw new StateReplacedException();
        }
    }

    private List<KeyValuePair<string, Record>> Parents(RoutedRequest request)
    {
        var parents = new List<KeyValuePair<string, Record>>();
        foreach (var (name, resource, parameter) in request.Route.Operation.Parents)
        {
            parents.Add(KeyValuePair.Create(name, Live(Seen(request.Caller, resource, request.Route.Values[parameter]))));
        }

        return parents;
    }

    private Record Seen(Caller caller, string resource, string identifier) =>
        _behaviors.For(resource).Find(resource, identifier) is { } record && caller.Sees(record) ? record : throw ApiProblem.NotFound();

    [Behavior("A deleted record can be read but no longer changed or used", Evidence.Assumed, "only reading it is published")]
    private Record Member(RoutedRequest request, string resource)
    {
        var record = Seen(request.Caller, resource, request.Route.Values[request.Route.Operation.Member!]);
        return request.Route.Operation.Kind is OperationKind.Get ? record : Live(record);
    }

    private static Record Live(Record record) => record.IsDeleted ? throw ApiProblem.NotFound() : record;

    // A single record that is created when it is first read, such as the site of a workspace.
    private Record Singleton(Call call) =>
        store
            .Of(call.Operation.Resource!)
            .FirstOrDefault(record =>
                record.WorkspaceId == call.WorkspaceId
                && call.Operation.Parents.All(parent =>
                    call.Parents[parent.Name].IsTenant || record.Number(parent.Name) == call.Parents[parent.Name].Id
                )
            )
        ?? call.Insert(call.Operation.Resource!, Links(call));

    private static JsonObject Links(Call call)
    {
        var links = new JsonObject();
        foreach (var (name, record) in call.Parents)
        {
            if (!record.IsTenant)
            {
                links[name] = record.Id;
            }
        }

        return links;
    }

    private EmulatorResponse List(Call call, RecordPage page, Uri address)
    {
        var use = call.Operation.Response!;
        var response = Json(
            call.Operation.SuccessStatus,
            json =>
            {
                if (call.Operation.Wrapper is { } wrapper)
                {
                    WriteEnvelope(json, call, use.Schema, wrapper, page, address);
                }
                else
                {
                    Writer.Write(json, call, use, page.Records);
                }
            }
        );
        platform.Lists.AddHeaders(response, page, address);
        return response;
    }

    private void WriteEnvelope(Utf8JsonWriter json, Call call, ContractSchema envelope, string wrapper, RecordPage page, Uri address)
    {
        json.WriteStartObject();
        foreach (var (name, property) in envelope.Properties)
        {
            if (name == wrapper)
            {
                json.WritePropertyName(name);
                Writer.Write(json, call, property, page.Records);
            }
            else if (
                platform.Lists.EnvelopeValue(page, name, address) is var value
                && (value is not null || envelope.Required.Contains(name))
            )
            {
                json.WritePropertyName(name);
                Writer.Write(json, call, property, value);
            }
        }

        json.WriteEndObject();
    }

    private EmulatorResponse Special(Call call, OperationResult result)
    {
        call.Problems.ThrowIfAny();
        var status = result.Status ?? call.Operation.SuccessStatus;
        if (!call.Operation.Responses.TryGetValue(status, out var use))
        {
            return EmulatorResponse.Empty(status);
        }

        return Json(
            status,
            json =>
            {
                if (call.Operation.Wrapper is { } wrapper)
                {
                    json.WriteStartObject();
                    json.WritePropertyName(wrapper);
                    use = use.Schema.Properties[wrapper];
                }

                Writer.Write(json, call, use, result.Value);
                if (call.Operation.Wrapper is not null)
                {
                    json.WriteEndObject();
                }
            }
        );
    }

    private EmulatorResponse Read(Call call, Record record)
    {
        _behaviors.For(record.Resource).Read(call, record);
        return Show(call, record);
    }

    private EmulatorResponse Show(Call call, Record record, int? status = null) =>
        call.Operation.Response is not null
            ? Special(call, new OperationResult(platform.Shown(call, record), status))
            : EmulatorResponse.Empty(status ?? call.Operation.SuccessStatus);

    private EmulatorResponse Create(Call call) => Show(call, CreateRecord(call));

    private Record CreateRecord(Call call)
    {
        var draft = Draft(call, complete: true);
        foreach (var (name, id) in Links(call))
        {
            draft[name] = id!.DeepClone();
        }

        var behavior = _behaviors.For(call.Operation.Resource!);
        behavior.Create(call, draft);
        call.Problems.ThrowIfAny();
        var record = call.Insert(call.Operation.Resource!, draft);
        behavior.Created(call, record);
        return record;
    }

    private EmulatorResponse Upsert(Call call)
    {
        var behavior = _behaviors.For(call.Operation.Resource!);
        return behavior.FindForUpsert(call, call.Sent) is { } known ? Update(call, known, 200) : Create(call);
    }

    [Behavior("PUT and PATCH both change only what is sent", Evidence.Observed, "vendor skills use PATCH on routes published as PUT")]
    private EmulatorResponse Update(Call call, Record record, int? status = null)
    {
        var changes = Draft(call, complete: platform.RequiresOnUpdate);
        var behavior = _behaviors.For(record.Resource);
        behavior.Update(call, record, changes);
        call.Problems.ThrowIfAny();
        var fields = call.Edit(record);
        foreach (var (name, value) in changes)
        {
            fields[name] = value?.DeepClone();
        }

        behavior.Updated(call, record);
        return Show(call, record, status);
    }

    private EmulatorResponse Delete(Call call, Record record)
    {
        _behaviors.For(record.Resource).Remove(call, record);
        return call.Operation.Response is null
            ? EmulatorResponse.Empty(call.Operation.SuccessStatus)
            : Special(call, new OperationResult(platform.Shown(call, record)));
    }

    private JsonObject Draft(Call call, bool complete)
    {
        if (call.Operation.Request is not { } schema)
        {
            return [];
        }

        var shown = platform.Contract.Schema(call.Operation.Resource!);
        if (_behaviors.For(call.Operation.Resource!).TakesPublicIds)
        {
            IdReader.Prepare(call, schema);
        }

        var draft = new RequestBodyReader(call.Problems, platform).Read(schema, call.Sent, complete, shown);
        if (platform.HasPublicIds)
        {
            IdReader.Resolve(call, draft, shown);
        }

        return draft;
    }

    private static EmulatorResponse Json(int status, Action<Utf8JsonWriter> write) =>
        new(status, JsonBytes.Write(write), EmulatorResponse.Json);
}
