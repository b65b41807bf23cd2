using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>The condition that reads a property of the type bool.</summary>
/// <param name="Whole">Operation that decides: a condition, or the body of a predicate.</param>
/// <param name="Negation">Syntax of the part that is true if the property is false; null if the part is true if the property is.</param>
internal sealed record Condition(IOperation Whole, SyntaxNode? Negation)
{
    /// <summary>Returns the condition that a read decides; null if it decides none.</summary>
    public static Condition? Of(IPropertyReferenceOperation read)
    {
        SyntaxNode? negation = null;
        for (IOperation at = read; at.Parent is { } parent; at = parent)
        {
            if (Decides(at, parent))
            {
                return new Condition(at, negation);
            }

            if (parent is IReturnOperation)
            {
                return PredicateOf(parent) is { } predicate ? new Condition(predicate.Body, negation) : null;
            }

            if (Reverses(at, parent))
            {
                negation = negation is null ? parent.Syntax : null;
            }
            else if (!Passes(parent))
            {
                return null;
            }
        }

        return null;
    }

    private static bool Decides(IOperation part, IOperation parent) =>
        parent switch
        {
            IConditionalOperation conditional => conditional.Condition == part,
            IWhileLoopOperation loop => loop.Condition == part,
            IForLoopOperation loop => loop.Condition == part,
            ISwitchOperation choice => choice.Value == part,
            ISwitchExpressionOperation choice => choice.Value == part,
            ISwitchExpressionArmOperation arm => arm.Value != part,
            ICatchClauseOperation handler => handler.Filter == part,
            IPatternCaseClauseOperation => true,
            _ => false,
        };

    private static bool Reverses(IOperation part, IOperation parent) =>
        parent switch
        {
            IUnaryOperation unary => unary.OperatorKind == UnaryOperatorKind.Not,
            INegatedPatternOperation => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals } equality => Other(equality, part).IsConstant(false),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.NotEquals } inequality => Other(inequality, part).IsConstant(true),
            IIsPatternOperation match => match.Value == part && IsReversed(match.Pattern),
            IPropertySubpatternOperation match => match.Member == part && IsReversed(match.Pattern),
            _ => false,
        };

    private static bool IsReversed(IPatternOperation pattern) =>
        pattern switch
        {
            IConstantPatternOperation constant => constant.Value.IsConstant(false),
            INegatedPatternOperation { Pattern: IConstantPatternOperation constant } => constant.Value.IsConstant(true),
            _ => false,
        };

    private static IOperation Other(IBinaryOperation comparison, IOperation part) =>
        comparison.LeftOperand == part ? comparison.RightOperand : comparison.LeftOperand;

    // The value of the part is a part of the value of the parent.
    private static bool Passes(IOperation parent) =>
        parent switch
        {
            IUnaryOperation or IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalAccessOperation => true,
            IPatternOperation or IPropertySubpatternOperation or IIsPatternOperation => true,
            IConditionalOperation conditional => conditional.Type is not null,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr } => true,
            IBinaryOperation { OperatorKind: BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr } => true,
            IMemberReferenceOperation member => IsNullable(member.Member.ContainingType),
            IInvocationOperation call => IsNullable(call.TargetMethod.ContainingType),
            _ => false,
        };

    private static bool IsNullable(INamedTypeSymbol? type) => type?.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    // A lambda that is declared to return bool; one that only happens to, such as a selector, decides nothing.
    private static IAnonymousFunctionOperation? PredicateOf(IOperation statement)
    {
        var at = statement.Parent;
        while (at is not null and not IAnonymousFunctionOperation and not ILocalFunctionOperation)
        {
            at = at.Parent;
        }

        if (at is not IAnonymousFunctionOperation lambda)
        {
            return null;
        }

        var outer = lambda.Parent;
        while (outer is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation)
        {
            outer = outer.Parent;
        }

        var declared = outer is IArgumentOperation { Parameter: { } parameter }
            ? ReturnOf(parameter.OriginalDefinition.Type)
            : lambda.Symbol.ReturnType;
        return IsBoolean(declared) ? lambda : null;
    }

    private static ITypeSymbol? ReturnOf(ITypeSymbol type) =>
        type switch
        {
            INamedTypeSymbol { DelegateInvokeMethod: { } invoke } => invoke.ReturnType,
            INamedTypeSymbol { Name: "Expression", TypeArguments: { Length: 1 } inner } => ReturnOf(inner[0]),
            _ => null,
        };

    private static bool IsBoolean(ITypeSymbol? type) =>
        type is { SpecialType: SpecialType.System_Boolean }
        || (type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: { Length: 1 } results } && IsBoolean(results[0]));
}
