using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Replaces an update of an invoice that only abandons it with <c>AbandonAsync</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class InvoiceFix : ClientCodeFix
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(Rules.AbandonedInvoice.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        var creation = node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>();
        if (
            creation is not { Initializer.Expressions.Count: 1, Parent: ArgumentSyntax body }
            || body.Parent
                is not ArgumentListSyntax
                {
                    Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax method } call
                } list
            || method.Name.Identifier.ValueText != "UpdateAsync"
            || list.Arguments.Any(argument => argument != body && argument != list.Arguments[0] && !IsCancellation(argument))
        )
        {
            return null;
        }

        var abandon = call.WithExpression(method.WithName(SyntaxFactory.IdentifierName("AbandonAsync")))
            .WithArgumentList(list.WithArguments(list.Arguments.Remove(body)));
        return new Replacement("Use 'AbandonAsync'", root.ReplaceNode(call, abandon));
    }

    // The options of the two methods have different types.
    private static bool IsCancellation(ArgumentSyntax argument) => argument.NameColon?.Name.Identifier.ValueText == "cancellationToken";
}
