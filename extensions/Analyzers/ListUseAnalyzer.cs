using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports lists that nothing enumerates.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ListUseAnalyzer : ClientAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ListWithoutUse);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        var lists = ImmutableArray.Create(client.Core("AsyncPageable`1"), client.Model("ResultQuery`1"));
        context.RegisterOperationAction(operation => Check(operation, lists), OperationKind.ExpressionStatement);
    }

    private static void Check(OperationAnalysisContext context, ImmutableArray<INamedTypeSymbol?> lists)
    {
        // Not the body of a lambda, which may be passed to a method that expects an error.
        if (context.Operation.Syntax is not ExpressionStatementSyntax)
        {
            return;
        }

        var statement = ((IExpressionStatementOperation)context.Operation).Operation;
        var value = statement is ISimpleAssignmentOperation { Target: IDiscardOperation } discard ? discard.Value : statement;
        if (value.Unwrapped() is IInvocationOperation call && IsList(call.Type, lists))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ListWithoutUse, call.Syntax.GetLocation()));
        }
    }

    private static bool IsList(ITypeSymbol? type, ImmutableArray<INamedTypeSymbol?> lists)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (lists.Any(list => at.Is(list)))
            {
                return true;
            }
        }

        return false;
    }
}
