using System;
using System.Collections.Generic;
using System.Linq;
using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;

namespace ClickFunnels.Workflows;

/// <summary>The plan cannot be applied; nothing was sent. The message lists all problems.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
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

/// <summary>One problem of a <see cref="ProductPlan" />.</summary>
/// <param name="Path">The field, such as <c>Variants[Size=S, Color=red].Prices[0].Interval</c>.</param>
/// <param name="Message">What is wrong and how to fix it. It contains no personal data.</param>
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed record ProductPlanProblem(string Path, string Message)
{
    /// <summary>Returns the path and the message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}
