using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using ClickFunnels.Core;

#pragma warning disable IDE0130 // In the namespace of the client, so that users find it.
namespace ClickFunnels;

/// <summary>Extension methods for workflows.</summary>
public static class WorkflowExtensions
{
    /// <summary>
    /// Enables a workflow after a check that all of its steps are set up. A step that is not, such as an email with a subject only, is
    /// skipped for every contact without an error (documented).
    /// </summary>
    /// <remarks><c>GET /workflows/{workflow_id}/steps</c>, then <c>POST /workflows/{id}/enable</c>.</remarks>
    /// <param name="workflows">The workflows of a workspace: <c>client.Workflows</c>.</param>
    /// <param name="id">Id of the workflow.</param>
    /// <param name="cancellationToken">Cancels the calls.</param>
    /// <returns>The enabled workflow.</returns>
    /// <exception cref="InvalidOperationException">A step is not set up; the workflow was not enabled. The message has the ids.</exception>
    /// <exception cref="ApiException">A call failed; the derived type says how.</exception>
    public static async Task<Workflow> EnableWhenSetUpAsync(
        this WorkflowsClient workflows,
        ResourceId id,
        CancellationToken cancellationToken = default
    )
    {
        if (workflows is null)
        {
            throw new ArgumentNullException(nameof(workflows));
        }

        var steps = await workflows
            .Steps.ListAsync(id, cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken)
            .ConfigureAwait(false);
        var open = steps
            .Where(static step => step.State is { } state && state != WorkflowStepState.Active)
            .Select(static step => step.Id)
            .ToList();
        return open.Count == 0
            ? await workflows.EnableAsync(id, cancellationToken: cancellationToken).ConfigureAwait(false)
            : throw new InvalidOperationException(
                $"The workflow was not enabled: the steps {string.Join(", ", open)} are not set up, and would be "
                    + "skipped. Complete or delete them."
            );
    }
}
