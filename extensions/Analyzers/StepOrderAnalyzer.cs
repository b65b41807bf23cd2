using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports steps of several branches or variants that are sorted by their local position.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StepOrderAnalyzer : ClientAnalyzer
{
    private static readonly ImmutableHashSet<string> Orders = ImmutableHashSet.Create(
        "OrderBy",
        "OrderByDescending",
        "Max",
        "Min",
        "MaxBy",
        "MinBy",
        "Sort"
    );

    // They keep the elements of one sequence, so that what they are called on decides.
    private static readonly ImmutableHashSet<string> Transparent = ImmutableHashSet.Create(
        "Where",
        "Select",
        "OfType",
        "Cast",
        "Skip",
        "Take",
        "Reverse",
        "Distinct",
        "DistinctBy",
        "ToList",
        "ToArray",
        "ToImmutableArray",
        "ToImmutableList",
        "AsEnumerable",
        "AsQueryable",
        "Append",
        "Prepend"
    );

    private static readonly ImmutableHashSet<string> Joins = ImmutableHashSet.Create("SelectMany", "Concat", "Union", "UnionBy");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.LocalSortOrder);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        var steps = ImmutableArray.Create(client.Model("FunnelStructureStep"), client.Model("WorkflowStructureStep"));
        context.RegisterOperationAction(operation => Check(operation, steps), OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context, ImmutableArray<INamedTypeSymbol?> steps)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!Orders.Contains(call.TargetMethod.Name) || call.Arguments.IsEmpty)
        {
            return;
        }

        var (sequence, firstSelector) = call.Instance is null ? (call.Arguments[0].Value, 1) : (call.Instance, 0);
        foreach (var argument in call.Arguments.Skip(firstSelector))
        {
            var read = argument
                .DescendantsAndSelf()
                .OfType<IPropertyReferenceOperation>()
                .FirstOrDefault(property => steps.Any(step => property.Property.Is(step, "SortOrder")));
            if (read is not null && IsJoined(sequence, context.CancellationToken))
            {
                context.ReportDiagnostic(Diagnostic.Create(Rules.LocalSortOrder, read.Syntax.GetLocation()));
                return;
            }
        }
    }

    private static bool IsJoined(IOperation sequence, CancellationToken cancellationToken)
    {
        // A bound, because damaged code can declare a local variable by itself.
        for (var steps = 0; steps < 100; steps++)
        {
            if (sequence.ValueOfLocal(cancellationToken) is not IInvocationOperation call || SourceOf(call) is not { } source)
            {
                return false;
            }

            if (Joins.Contains(call.TargetMethod.Name))
            {
                return true;
            }

            if (!Transparent.Contains(call.TargetMethod.Name))
            {
                return false;
            }

            sequence = source;
        }

        return false;
    }

    private static IOperation? SourceOf(IInvocationOperation call) => call.Instance ?? call.Arguments.FirstOrDefault()?.Value;
}
