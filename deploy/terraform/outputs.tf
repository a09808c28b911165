output "stack_id" {
  description = "ARN of the stack."
  value       = aws_cloudformation_stack.tagscaler.id
}

output "outputs" {
  description = "Outputs of the stack, such as FunctionName, LogGroupName and Mode."
  value       = aws_cloudformation_stack.tagscaler.outputs
}
