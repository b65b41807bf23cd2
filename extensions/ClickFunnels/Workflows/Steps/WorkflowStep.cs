using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>One step of the workflow: it yields an id, and knows which requests it sends to get it.</summary>
internal abstract class WorkflowStep(string name)
{
    public string Name { get; } = name;

    /// <summary>The operation that the step is for, by its id in the contract.</summary>
    public string OperationId => Requests.Last().Operation.Id;

    /// <summary>What is sent when nothing goes wrong, in order.</summary>
    public abstract IEnumerable<StepRequest> Requests { get; }

    public abstract Task<ProductWorkflowOutcome> RunAsync(StepRunner runner, CancellationToken cancellationToken);
}
