using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// A step that creates a record with a POST, which must not happen twice. The runner writes the intent first. If the response is lost,
/// <see cref="LookUpAsync" /> finds out whether the record exists.
/// </summary>
/// <typeparam name="TRecord">The record in the response.</typeparam>
/// <typeparam name="TBody">The record in the request.</typeparam>
internal abstract class CreationStep<TRecord, TBody>(string name) : PlanStep(name)
    where TRecord : Model
    where TBody : Model
{
    public sealed override Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken) =>
        runner.CreateAsync(this, cancellationToken);

    /// <summary>
    /// True if the highest id must be known before the first attempt, so that a lookup can distinguish old records from new ones.
    /// </summary>
    public virtual bool NeedsBaseline => false;

    public abstract TBody Body(StepValues values);

    public abstract Task<TRecord> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken);

    /// <summary>
    /// Looks for the record that an earlier attempt created. Several candidates throw a <see cref="StepFailureException" />.
    /// </summary>
    public abstract Task<TRecord?> LookUpAsync(
        ClickFunnelsClient client,
        KnownValues values,
        long baseline,
        CancellationToken cancellationToken
    );

    /// <summary>Looks for an existing record that can be used instead of a new one. Most steps have none.</summary>
    public virtual Task<TRecord?> FindAsync(ClickFunnelsClient client, CancellationToken cancellationToken) =>
        Task.FromResult<TRecord?>(null);

    public virtual Task<long> BaselineAsync(ClickFunnelsClient client, CancellationToken cancellationToken) => Task.FromResult(0L);

    public abstract long IdOf(TRecord record);

    /// <summary>Returns further ids in the response, by name.</summary>
    public virtual IEnumerable<KeyValuePair<string, long>> IdsOf(TRecord record, KnownValues values) => [];

    /// <summary>Names of the further ids that later steps need. If the response lacks one, the record is fetched.</summary>
    public virtual IEnumerable<string> NeededIds => [];

    public virtual Task<TRecord> GetAsync(ClickFunnelsClient client, long id, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
