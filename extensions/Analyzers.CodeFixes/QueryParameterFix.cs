using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Removes a query parameter that the service ignores, or gives it the name that the service reads.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class QueryParameterFix : ClientCodeFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(Rules.IgnoredParameter.Id, Rules.SelectorInBrackets.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(QueryParameterAnalyzer.Replacement, out var name)
            ? Rename(root, node, name!)
            : Remove(root, node);

    private static Replacement? Rename(SyntaxNode root, SyntaxNode node, string name)
    {
        // A constant is declared elsewhere, where other code may use it.
        if (node is not LiteralExpressionSyntax literal)
        {
            return null;
        }

        var renamed = SyntaxFactory
            .LiteralExpression(SyntaxKind.StringLiteralExpression, SyntaxFactory.Literal(name))
            .WithTriviaFrom(literal);
        return new Replacement($"Use '{name}'", root.ReplaceNode(literal, renamed));
    }

    private static Replacement? Remove(SyntaxNode root, SyntaxNode node)
    {
        // An element of an initializer, or a statement.
        var whole = node.AncestorsAndSelf()
            .FirstOrDefault(static outer =>
                outer is ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax }
                || outer.Parent is InitializerExpressionSyntax { Parent: AssignmentExpressionSyntax }
            );
        if (whole is { Parent: GlobalStatementSyntax })
        {
            whole = whole.Parent;
        }

        return whole is not null && root.RemoveNode(whole, SyntaxRemoveOptions.KeepUnbalancedDirectives) is { } changed
            ? new Replacement("Remove the parameter", changed)
            : null;
    }
}
