using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace ClickFunnels.Workflows;

/// <summary>The requests that the workflow sends for a plan if nothing fails, in order.</summary>
public sealed class ProductWorkflowPreview
{
    /// <summary>Creates a preview; for tests of code that receives one.</summary>
    /// <param name="planFingerprint">Digest of the plan.</param>
    /// <param name="requests">The requests, in order.</param>
    public ProductWorkflowPreview(string planFingerprint, IReadOnlyList<ProductWorkflowRequest> requests)
    {
        PlanFingerprint = planFingerprint ?? throw new ArgumentNullException(nameof(planFingerprint));
        Requests = requests ?? throw new ArgumentNullException(nameof(requests));
    }

    /// <summary>Digest of the plan.</summary>
    public string PlanFingerprint { get; }

    /// <summary>The requests.</summary>
    public IReadOnlyList<ProductWorkflowRequest> Requests { get; }

    /// <summary>Returns one line per request, without data of the plan.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, Requests.Select(static (request, index) => $"{index + 1}. {request}"));

    /// <summary>Returns the requests with their queries and bodies. The text contains data of the plan, such as e-mail addresses.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        for (var index = 0; index < Requests.Count; index++)
        {
            var request = Requests[index];
            text.Append(index + 1)
                .Append(". ")
                .Append(request.Method)
                .Append(' ')
                .Append(request.Path)
                .Append(request.Query)
                .Append("  (")
                .Append(request.OperationId)
                .Append(')');
            if (request.Condition is not null)
            {
                text.Append(", ").Append(request.Condition);
            }

            text.AppendLine();
            if (request.Body is not null)
            {
                foreach (var line in request.Body.Split('\n'))
                {
                    text.Append("   ").AppendLine(line.TrimEnd('\r'));
                }
            }
        }

        return text.ToString();
    }
}
