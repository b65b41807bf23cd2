using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Lets a discount expire, in place of an end that the service rejects.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ExpiredDiscountFix : ClientCodeFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.TimeInThePast.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var old = node.FirstAncestorOrSelf<AssignmentExpressionSyntax>();
        if (
            old is null
            || !diagnostic.Properties.ContainsKey(AssignedValueAnalyzer.CanExpire)
            || (old.Parent as InitializerExpressionSyntax)?.Expressions.Any(IsExpired) == true
        )
        {
            return null;
        }

        var name = SyntaxFactory.IdentifierName("Expired");
        ExpressionSyntax left = old.Left is MemberAccessExpressionSyntax member ? member.WithName(name) : name;
        var changed = old.WithLeft(left.WithTriviaFrom(old.Left))
            .WithRight(SyntaxFactory.LiteralExpression(SyntaxKind.TrueLiteralExpression).WithTriviaFrom(old.Right));
        return new Replacement("Set 'Expired'", root.ReplaceNode(old, changed));
    }

    private static bool IsExpired(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "Expired" } };
}
