using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>
/// A step that creates a record with a POST, which must not happen twice. The runner writes the intent first; where the
/// answer was lost, <see cref="LookUpAsync" /> finds out whether the record is there.
/// </summary>
/// <typeparam name="TRecord">What the service answers.</typeparam>
/// <typeparam name="TBody">What is sent.</typeparam>
internal abstract class CreationStep<TRecord, TBody>(string name) : WorkflowStep(name)
    where TRecord : Model
    where TBody : Model
{
    public sealed override Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken) => runner.CreateAsync(this, cancellationToken);

    /// <summary>Whether the highest id has to be known before the first attempt, so that a lookup can tell old from new.</summary>
    public virtual bool NeedsBaseline => false;

    public abstract TBody Body(StepValues values);

    public abstract Task<TRecord> CreateAsync(ClickFunnelsClient client, KnownValues values, CancellationToken cancellationToken);

    /// <summary>Looks for what an earlier attempt created. Several candidates are a <see cref="StepFailureException" />.</summary>
    public abstract Task<TRecord?> LookUpAsync(ClickFunnelsClient client, KnownValues values, long baseline, CancellationToken cancellationToken);

    /// <summary>Looks for a record that serves as well as a new one. None for most steps.</summary>
    public virtual Task<TRecord?> FindAsync(ClickFunnelsClient client, CancellationToken cancellationToken) => Task.FromResult<TRecord?>(null);

    public virtual Task<long> BaselineAsync(ClickFunnelsClient client, CancellationToken cancellationToken) => Task.FromResult(0L);

    public abstract long IdOf(TRecord record);

    /// <summary>Further ids in the answer, by their names.</summary>
    public virtual IEnumerable<KeyValuePair<string, long>> IdsOf(TRecord record, KnownValues values) => [];

    /// <summary>Names of the further ids that later steps need; where an answer lacks one, the record is fetched.</summary>
    public virtual IEnumerable<string> NeededIds => [];

    public virtual Task<TRecord> GetAsync(ClickFunnelsClient client, long id, CancellationToken cancellationToken) => throw new NotSupportedException();
}
