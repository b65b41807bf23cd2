using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ClickFunnels.Analyzers;

/// <summary>Replaces a property in a condition with the one that decides.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
public sealed class ConditionFix : ClientCodeFix
{
    private const string Domain = "EmailsDomain";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } =
        ImmutableArray.Create(Rules.VerifiedDomain.Id, Rules.UsableSender.Id, Rules.InactiveContact.Id);

    private protected override Replacement? Fix(SyntaxNode root, SyntaxNode node, Diagnostic diagnostic)
    {
        if (node is not IdentifierNameSyntax name || !diagnostic.Properties.TryGetValue(ConditionAnalyzer.Replacement, out var better))
        {
            return null;
        }

        var member = SyntaxFactory.IdentifierName(better!);
        var (old, replacement) =
            diagnostic.Id == Rules.InactiveContact.Id ? Deleted(root, name, member, diagnostic)
            : name.Identifier.ValueText == "Verified" && diagnostic.Id == Rules.UsableSender.Id ? Sender(name, member)
            : (name, member.WithTriviaFrom(name));
        return old is null || replacement is null ? null : new Replacement($"Use '{better}'", root.ReplaceNode(old, replacement));
    }

    // contact.IsActive == false becomes contact.DeletedAt != null, and { IsActive: false } becomes { DeletedAt: not null }.
    private static (SyntaxNode? Old, SyntaxNode? New) Deleted(
        SyntaxNode root,
        IdentifierNameSyntax name,
        IdentifierNameSyntax better,
        Diagnostic diagnostic
    )
    {
        if (diagnostic.AdditionalLocations.Count == 0)
        {
            return default;
        }

        var negation = root.FindNode(diagnostic.AdditionalLocations[0].SourceSpan, getInnermostNodeForTie: true);
        if (negation is SubpatternSyntax subpattern)
        {
            var notNull = SyntaxFactory.UnaryPattern(
                SyntaxFactory.Token(SyntaxKind.NotKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.ConstantPattern(SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression))
            );
            return subpattern.NameColon is null
                ? default
                : (subpattern, subpattern.ReplaceNode(name, better).WithPattern(notNull.WithTriviaFrom(subpattern.Pattern)));
        }

        if (negation is not ExpressionSyntax expression || Access(name) is not { } access || !expression.Contains(access))
        {
            return default;
        }

        var isDeleted = SyntaxFactory.BinaryExpression(
            SyntaxKind.NotEqualsExpression,
            ((ExpressionSyntax)access.ReplaceNode(name, better)).WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.LiteralExpression(SyntaxKind.NullLiteralExpression).WithLeadingTrivia(SyntaxFactory.Space)
        );
        return (expression, isDeleted.WithTriviaFrom(expression));
    }

    // address.EmailsDomain?.Verified becomes address.UsableAsSender.
    private static (SyntaxNode? Old, SyntaxNode? New) Sender(IdentifierNameSyntax name, IdentifierNameSyntax better)
    {
        var access = Access(name);
        var domain = access switch
        {
            ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax } conditional => conditional.Expression,
            MemberAccessExpressionSyntax member => member.Expression,
            _ => null,
        };
        while (domain is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } suppression)
        {
            domain = suppression.Operand;
        }

        return domain is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Domain } address
            ? (access, address.WithName(better).WithTriviaFrom(access!))
            : default;
    }

    // The expression that ends with the name, with its receiver.
    private static ExpressionSyntax? Access(IdentifierNameSyntax name) =>
        name.Parent switch
        {
            MemberAccessExpressionSyntax member when member.Name == name => member,
            MemberBindingExpressionSyntax binding => binding.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(),
            _ => null,
        };
}
