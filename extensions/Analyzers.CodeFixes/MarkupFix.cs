using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Moves a script from the markup of a page to its head code, where it is appended.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MarkupFix : ClientCodeFix
{
    private const string HeadCode = "HeadCode";
    private const string HeadCodeMode = "HeadCodeMode";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ScriptInMarkup.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (
            node.FirstAncestorOrSelf<AssignmentExpressionSyntax>()
                is not {
                    Left: IdentifierNameSyntax name,
                    Right: LiteralExpressionSyntax literal,
                    Parent: InitializerExpressionSyntax others
                } old
            || !MarkupText.IsScript(literal.Token.ValueText)
            || others.Expressions.Any(static other => NameOf(other) is HeadCode or HeadCodeMode)
        )
        {
            return null;
        }

        // With the same indentation, and before what follows the old assignment.
        var indent = old.GetLeadingTrivia().LastOrDefault(static trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia));
        var code = old.WithLeft(SyntaxFactory.IdentifierName(HeadCode).WithTriviaFrom(name)).WithoutTrailingTrivia();
        var mode = SyntaxFactory
            .ParseExpression($"{HeadCodeMode} = CustomCodeMode.Append")
            .WithLeadingTrivia(
                indent.IsKind(SyntaxKind.WhitespaceTrivia) || others.Expressions.SeparatorCount > 0 ? indent : SyntaxFactory.Space
            )
            .WithTrailingTrivia(old.GetTrailingTrivia());
        var index = others.Expressions.IndexOf(old);
        var expressions = others.Expressions.Replace(old, code);
        var changed = others.WithExpressions(expressions.Insert(index + 1, mode));
        return new Replacement("Append it to the head code", root.ReplaceNode(others, changed));
    }

    private static string? NameOf(ExpressionSyntax expression) =>
        (expression as AssignmentExpressionSyntax)?.Left is IdentifierNameSyntax name ? name.Identifier.ValueText : null;
}
