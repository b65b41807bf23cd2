using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Reports a count of redemptions that decides about the delete of a discount.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RedemptionAnalyzer : ClientAnalyzer
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.RedemptionsBeforeDelete);

    private protected override void Start(CompilationStartAnalysisContext context, ClientTypes client)
    {
        if (client.Model("Discount") is not { } discount || client.Model("DiscountsClient") is not { } discounts)
        {
            return;
        }

        context.RegisterOperationBlockAction(block =>
        {
            var operations = block.OperationBlocks.SelectMany(static body => body.DescendantsAndSelf()).ToList();
            if (!operations.OfType<IInvocationOperation>().Any(call => call.TargetMethod.Is(discounts, "DeleteAsync")))
            {
                return;
            }

            foreach (var read in operations.OfType<IPropertyReferenceOperation>())
            {
                if (read.Property.Is(discount, "RedemptionsCount") && IsComparedWithZero(read))
                {
                    block.ReportDiagnostic(Diagnostic.Create(Rules.RedemptionsBeforeDelete, read.Syntax.GetLocation()));
                }
            }
        });
    }

    private static bool IsComparedWithZero(IPropertyReferenceOperation read)
    {
        IOperation at = read;
        while (
            at.Parent
                is IConversionOperation
                    or IParenthesizedOperation
                    or ICoalesceOperation
                    or IConditionalAccessOperation
                    or IMemberReferenceOperation { Member.Name: "Value" }
                    or IInvocationOperation { TargetMethod.Name: "GetValueOrDefault" }
        )
        {
            at = at.Parent;
        }

        return at.Parent switch
        {
            IBinaryOperation comparison => IsBound(comparison.LeftOperand == at ? comparison.RightOperand : comparison.LeftOperand),
            IIsPatternOperation match => match.Value == at && HasBound(match.Pattern),
            IPropertySubpatternOperation match => match.Member == at && HasBound(match.Pattern),
            ISwitchOperation or ISwitchExpressionOperation => true,
            _ => false,
        };
    }

    private static bool HasBound(IPatternOperation pattern) =>
        pattern
            .DescendantsAndSelf()
            .Any(static part =>
                part switch
                {
                    IConstantPatternOperation constant => IsBound(constant.Value),
                    IRelationalPatternOperation relational => IsBound(relational.Value),
                    _ => false,
                }
            );

    // "Less than 1" is the same as "equal to 0".
    private static bool IsBound(IOperation value) => value.IsConstant(0) || value.IsConstant(1);
}
