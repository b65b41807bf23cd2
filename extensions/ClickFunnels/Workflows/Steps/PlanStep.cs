using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>
/// Describes one step: the requests that it sends if nothing fails, and the calls that <see cref="StepRunner" /> makes. Each step of a
/// plan is one such description; <see cref="PlanSteps" /> is the table of them.
/// </summary>
internal sealed class PlanStep(string name, IReadOnlyList<StepRequest> requests)
{
    public string Name { get; } = name;

    /// <summary>The requests, in order, for the preview and the fingerprint.</summary>
    public IReadOnlyList<StepRequest> Requests { get; } = requests;

    /// <summary>Id of the operation that the step calls.</summary>
    public string OperationId => Requests[Requests.Count - 1].Operation.Id;

    /// <summary>
    /// Finds or updates an existing record. It is safe to repeat. Null, or a null result: the step must create a record.
    /// </summary>
    public Func<StepRun, Task<StepRecord?>>? Ensure { get; init; }

    /// <summary>Outcome of a step whose <see cref="Ensure" /> returned a record.</summary>
    public ProductWorkflowOutcome EnsureOutcome { get; init; } = ProductWorkflowOutcome.Found;

    /// <summary>
    /// Returns the highest id of this type of record before the first attempt, if a lookup needs it to distinguish old records from new
    /// ones.
    /// </summary>
    public Func<StepRun, Task<long>>? Baseline { get; init; }

    /// <summary>Sends the POST that creates the record, which must not happen twice. Null if the step never creates one.</summary>
    public Func<StepRun, Task<StepRecord?>>? Create { get; init; }

    /// <summary>
    /// Looks for the record of the step, such as one that an earlier attempt created, among those above the baseline. It only reads.
    /// Several candidates throw a <see cref="StepFailureException" />.
    /// </summary>
    public Func<StepRun, long, Task<StepRecord?>>? LookUp { get; init; }

    /// <summary>Names of the ids of earlier steps that <see cref="LookUp" /> needs.</summary>
    public IReadOnlyList<string> LookUpIds { get; init; } = [];

    /// <summary>Names of the further ids that later steps need. If the response lacks one, the record is fetched.</summary>
    public IReadOnlyList<string> NeededIds { get; init; } = [];

    /// <summary>Fetches the record by its id, for <see cref="NeededIds" /> and for comparisons. Null if it was deleted.</summary>
    public Func<StepRun, long, Task<StepRecord?>>? Get { get; init; }

    /// <summary>Throws if a record that was created or found cannot be used.</summary>
    public Action<StepRecord>? Check { get; init; }

    /// <summary>Fields of the record that the plan has a value for, although no request can send them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> UnsentFields { get; init; } = [];

    /// <summary>Fields of the body that the workflow derives and the service may set otherwise.</summary>
    public IReadOnlyList<string> DerivedFields { get; init; } = [];
}

/// <summary>A request of a step, as far as it is known before the run.</summary>
internal sealed class StepRequest(Operation operation)
{
    public Operation Operation { get; } = operation;

    /// <summary>Name of the id in the path, apart from the workspace's.</summary>
    public string? PathId { get; init; }

    /// <summary>The id in the path if the plan contains it.</summary>
    public ResourceId KnownPathId { get; init; }

    public RequestOptions? Query { get; init; }

    public Func<StepValues, Model>? Body { get; init; }

    /// <summary>Condition for sending the request; null for always.</summary>
    public string? Condition { get; init; }
}

/// <summary>The context of a call: the client, the ids that are known so far, and the caller's token.</summary>
internal sealed record StepRun(ClickFunnelsClient Client, KnownValues Ids, CancellationToken Token)
{
    /// <summary>The lists that were read already, by their names; null to read them each time, because the run changes them.</summary>
    public Dictionary<string, object>? Lists { get; init; }

    /// <summary>Makes the ids of a completed step known to later ones.</summary>
    public void Publish(JournalEntry entry) => Publish(entry.Step, entry.Id!.Value, entry.Ids);

    public void Publish(string step, long id, IEnumerable<KeyValuePair<string, long>> further)
    {
        Ids.Set(StepNames.Id(step), id);
        foreach (var pair in further)
        {
            Ids.Set(pair.Key, pair.Value);
        }
    }

    /// <summary>Reads all pages of a list.</summary>
    public async Task<IReadOnlyList<T>> ReadAllAsync<T>(string name, AsyncPageable<T> pages)
    {
        if (Lists is not null && Lists.TryGetValue(name, out var known))
        {
            return (IReadOnlyList<T>)known;
        }

        var all = await pages.ToListAsync(Token).ConfigureAwait(false);
        if (Lists is not null)
        {
            Lists[name] = all;
        }

        return all;
    }
}

/// <summary>The ids in a response: the record's own, and further ones by name; and the record, where a step looks at it.</summary>
internal sealed record StepRecord(long Id, IReadOnlyList<KeyValuePair<string, long>> Ids)
{
    public StepRecord(long id)
        : this(id, []) { }

    public Model? Model { get; init; }
}
