using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ClickFunnels.Analyzers;

/// <summary>Questions about operations that several analyzers ask.</summary>
internal static class Operations
{
    /// <summary>Returns true if the two symbols are the same.</summary>
    public static bool Is(this ISymbol? symbol, ISymbol? other) =>
        symbol is not null && SymbolEqualityComparer.Default.Equals(symbol.OriginalDefinition, other?.OriginalDefinition);

    /// <summary>Returns true if the member is the one with this name of the type.</summary>
    public static bool Is(this ISymbol? member, INamedTypeSymbol? type, string name) =>
        member is not null && type is not null && member.Name == name && member.ContainingType.Is(type);

    /// <summary>Returns the operation inside of conversions and parentheses.</summary>
    public static IOperation Unwrapped(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>Returns true if the operation is the constant.</summary>
    public static bool IsConstant(this IOperation operation, object value) =>
        operation.Unwrapped().ConstantValue is { HasValue: true } constant && Equals(constant.Value, value);

    /// <summary>Returns the constant text; null if the operation is not one.</summary>
    public static string? ConstantText(this IOperation? operation) =>
        operation?.Unwrapped().ConstantValue is { HasValue: true, Value: string text } ? text : null;

    /// <summary>Returns the value that a local variable was declared with, or the operation itself.</summary>
    public static IOperation ValueOfLocal(this IOperation operation, CancellationToken cancellationToken)
    {
        var value = operation.Unwrapped();
        return
            value
                is ILocalReferenceOperation
                {
                    Local: { DeclaringSyntaxReferences: { Length: 1 } declarations } local,
                    SemanticModel: { } model
                }
            && declarations[0].SyntaxTree == model.SyntaxTree
            && !IsAssignedAgain(local, value.Root())
            && model.GetOperation(declarations[0].GetSyntax(cancellationToken), cancellationToken)
                is IVariableDeclaratorOperation { Initializer.Value: { } initial }
            ? initial.Unwrapped()
            : value;
    }

    private static bool IsAssignedAgain(ILocalSymbol local, IOperation root) =>
        local
            .Uses(root)
            .Any(static use =>
                (use.Parent is IAssignmentOperation assignment && assignment.Target == use)
                || use.Parent is IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } or IIncrementOrDecrementOperation
            );

    /// <summary>Returns the outermost operation, which is the body of the member or lambda's member.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
        {
            operation = parent;
        }

        return operation;
    }

    /// <summary>Returns the uses of a local variable in its member.</summary>
    public static IEnumerable<ILocalReferenceOperation> Uses(this ILocalSymbol local, IOperation root) =>
        root.DescendantsAndSelf()
            .OfType<ILocalReferenceOperation>()
            .Where(reference => SymbolEqualityComparer.Default.Equals(reference.Local, local));
}
