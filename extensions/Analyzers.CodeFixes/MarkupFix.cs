using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Moves a script from the markup of a page to its head code.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MarkupFix : ClientCodeFix
{
    private const string HeadCode = "HeadCode";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.ScriptInMarkup.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        // Markup with more than a script is a page.
        if (
            node.FirstAncestorOrSelf<LiteralExpressionSyntax>() is not { } literal
            || !MarkupText.IsScript(literal.Token.ValueText)
            || Name(literal) is not var (name, replacement)
        )
        {
            return null;
        }

        var renamed = SyntaxFactory.IdentifierName(replacement).WithTriviaFrom(name);
        return new Replacement("Move it to the head code", root.ReplaceNode(name, renamed));
    }

    private static (SimpleNameSyntax Old, string New)? Name(LiteralExpressionSyntax literal) =>
        literal.Parent switch
        {
            // update.ReplaceMarkup("<script>…")
            ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } } => (
                method.Name,
                "AppendHeadCode"
            ),

            // new PageCreate { Markup = "<script>…" }
            AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Parent: InitializerExpressionSyntax others }
                when !others.Expressions.Any(IsHeadCode) => (name, HeadCode),
            _ => null,
        };

    private static bool IsHeadCode(ExpressionSyntax expression) =>
        expression is AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: HeadCode } };
}
