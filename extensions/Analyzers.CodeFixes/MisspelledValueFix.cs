using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace ClickFunnels.Analyzers;

/// <summary>Replaces a misspelled value with the member of the enumeration.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class MisspelledValueFix : ClientCodeFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.MisspelledValue.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (
            node is not ExpressionSyntax expression
            || !diagnostic.Properties.TryGetValue(MisspelledValueAnalyzer.Replacement, out var member)
            || !diagnostic.Properties.TryGetValue(MisspelledValueAnalyzer.Enumeration, out var enumeration)
        )
        {
            return null;
        }

        // new Status("padi") is replaced as a whole; the constructor takes no member.
        var old = expression.Parent
            is ArgumentSyntax { Parent: ArgumentListSyntax { Arguments.Count: 1, Parent: BaseObjectCreationExpressionSyntax creation } }
            ? creation
            : expression;
        var value = SyntaxFactory
            .ParseExpression($"global::{enumeration}.{member}")
            .WithTriviaFrom(old)
            .WithAdditionalAnnotations(Simplifier.Annotation);
        return new Replacement($"Use '{member}'", root.ReplaceNode(old, value));
    }
}
