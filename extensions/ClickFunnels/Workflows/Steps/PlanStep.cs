using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>One step of the workflow, with its requests. It returns an id.</summary>
internal abstract class PlanStep(string name)
{
    public string Name { get; } = name;

    /// <summary>Id of the operation that the step calls.</summary>
    public string OperationId => Requests.Last().Operation.Id;

    /// <summary>The requests that the step sends if nothing fails, in order.</summary>
    public abstract IEnumerable<StepRequest> Requests { get; }

    public abstract Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken);
}
