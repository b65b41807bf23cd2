using System;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core;

namespace ClickFunnels.Workflows;

/// <summary>The plan cannot be applied; nothing was sent. The message lists all problems.</summary>
public sealed class InvalidProductPlanException : ApiException
{
    /// <summary>Creates an exception; for tests of code that handles it.</summary>
    /// <param name="problems">The problems, each with the path of the field and the fix.</param>
    public InvalidProductPlanException(IReadOnlyList<ProductPlanProblem> problems)
        : base(Text(problems ?? throw new ArgumentNullException(nameof(problems)))) => Problems = problems;

    /// <summary>The problems, each with the path of the field and the fix.</summary>
    public IReadOnlyList<ProductPlanProblem> Problems { get; }

    private static string Text(IReadOnlyList<ProductPlanProblem> problems) =>
        $"The product plan has {problems.Count} problem{(problems.Count == 1 ? string.Empty : "s")}; nothing was "
        + $"sent.{string.Concat(problems.Select(static problem => Environment.NewLine + "- " + problem))}";
}
