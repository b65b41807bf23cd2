using System;
using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace ClickFunnels.Workflows;

/// <summary>A valid plan, copied, with its fingerprint.</summary>
internal sealed class PreparedPlan
{
    private const int KeyDigits = 12;

    private PreparedPlan(ProductPlan plan)
    {
        Plan = plan;
        Fingerprint = Workflows.Digest.Of(string.Join("\n", Steps(string.Empty).Select(Text)));
        Key = $"plan-{Fingerprint.Substring(0, KeyDigits)}";
    }

    /// <summary>The copy that the run uses.</summary>
    public ProductPlan Plan { get; }

    /// <summary>Digest of all requests of the plan. The same plan has the same digest in every process.</summary>
    public string Fingerprint { get; }

    /// <summary>Prefix of the keys of prices, orders and invoices.</summary>
    public string Key { get; }

    /// <summary>Copies a plan and validates the copy.</summary>
    /// <exception cref="InvalidProductPlanException">The plan has problems; all of them are named.</exception>
    public static PreparedPlan From(ProductPlan plan)
    {
        var copy = (plan ?? throw new ArgumentNullException(nameof(plan))).Copy();
        var problems = PlanValidator.Validate(copy);
        return problems.Count == 0 ? new PreparedPlan(copy) : throw new InvalidProductPlanException(problems);
    }

    public IReadOnlyList<PlanStep> Steps(string key) => PlanSteps.Of(Plan, new PlanKeys(key));

    /// <summary>Returns the digest of the requests of one step.</summary>
    public static string Digest(PlanStep step) => Workflows.Digest.Of(Text(step));

    private static string Text(PlanStep step)
    {
        var placeholders = new PlaceholderValues();
        var requests = step.Requests.Select(request =>
            $"{request.Operation} {request.PathId}{request.KnownPathId}{request.Query?.ToQuery()} "
            + placeholders.Print(request, Formatting.None)
        );
        return step.Name + "\n" + string.Join("\n", requests);
    }
}
