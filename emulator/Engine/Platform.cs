using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The rules of one platform that neither its contract nor the engine can know. The defaults are the plainest choice.</summary>
internal abstract class Platform
{
    private readonly Lazy<ApiContract> _contract;

    /// <param name="api">Name of the API: its contract is <c>spec/NAME.yaml</c>.</param>
    protected Platform(string api)
    {
        Api = api;
        _contract = new Lazy<ApiContract>(() => ApiContract.Read(PinnedContract.Read(api + ".yaml"), WithEnvelope));
    }

    /// <summary>Name of the API on the command line and in snapshots.</summary>
    public string Api { get; }

    /// <summary>The contract that this assembly was built with, read once a process.</summary>
    public ApiContract Contract => _contract.Value;

    /// <summary>Classes with <see cref="ResourceAttribute"/> or <see cref="OperationAttribute"/>.</summary>
    public abstract BehaviorIndex Behaviors { get; }

    /// <summary>The way in which lists are returned.</summary>
    public abstract ListStyle Lists { get; }

    /// <summary>The parts of seed files that the contract does not describe.</summary>
    public abstract SeedStyle Seeds { get; }

    /// <summary>The way in which events are delivered; null if the platform has no webhooks.</summary>
    public virtual WebhookStyle? Webhooks => null;

    /// <summary>Path that a client is given with the address of the service.</summary>
    public virtual string ClientPath => Contract.BasePath;

    /// <summary>True if records have a public id beside the numeric one, and paths and bodies take both.</summary>
    public virtual bool HasPublicIds => false;

    /// <summary>True if responses show every property of the schema, with an empty value where there is none.</summary>
    public virtual bool ShowsEverything => false;

    /// <summary>True if a body without any field is refused where the contract requires a body.</summary>
    public virtual bool RefusesEmptyBody => false;

    /// <summary>True if an update must have the fields that the contract requires.</summary>
    public virtual bool RequiresOnUpdate => false;

    /// <summary>Operations whose response has an envelope where the contract allows it with and without one.</summary>
    protected virtual IReadOnlySet<string> WithEnvelope => new HashSet<string>();

    /// <summary>True if numbers of a body are checked against the bounds of the contract, and texts against its formats.</summary>
    public virtual bool ChecksBounds => false;

    /// <summary>True if errors name the fields that they are about.</summary>
    public virtual bool NamesFields => false;

    /// <summary>
    /// The response that ends a request before its operation is looked at: without credential, without a route, or stopped at the edge.
    /// Null lets it pass.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="route">Its operation; null if there is none.</param>
    /// <param name="isBeside">True if the path is one of the routes beside the API, which check the caller themselves.</param>
    /// <param name="tokens">The known credentials.</param>
    /// <param name="caller">The owner of the credential.</param>
    public abstract EmulatorResponse? Refuse(
        HttpRequest request,
        RoutedOperation? route,
        bool isBeside,
        TokenRegistry tokens,
        out Caller? caller
    );

    /// <summary>The response to a call that fails.</summary>
    public abstract EmulatorResponse Respond(ApiProblem problem);

    /// <summary>The tenant that a call without a tenant in its path works in.</summary>
    public virtual long CurrentTenant(RoutedRequest request, RecordStore store) => request.Caller.WorkspaceIds[0];

    /// <summary>The value of a property that every record has, such as its id; null for all other names.</summary>
    public virtual object? Identity(Record record, string name) => name == "id" ? record.Id : null;

    /// <summary>Sets the times of a record that is created or changed.</summary>
    public abstract void Stamp(JsonObject fields, string resource, DateTimeOffset time, bool isNew);

    /// <summary>A point in time in the form of the platform's texts.</summary>
    public virtual string Time(DateTimeOffset time) => WireText.Time(time);

    /// <summary>Takes out of a body what the platform does not look at, before the body is read.</summary>
    public virtual void Prepare(Call call) { }

    /// <summary>True if deleted records stay, with the time of their deletion.</summary>
    public virtual bool KeepsDeleted(string resource) => false;

    /// <summary>The value that the response to a call about one record shows.</summary>
    public virtual object? Shown(Call call, Record record) => record;
}
